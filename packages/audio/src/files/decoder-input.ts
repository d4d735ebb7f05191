/** A parser at work: it yields where it wants more bytes than have come so far. */
export type Parsing<T = void> = Generator<undefined, T, undefined>

/** The bytes of a file, as they come. */
export class DecoderInput {
  /** The unread bytes. */
  rest: Uint8Array = new Uint8Array(0)
  /** Where in the file they begin. */
  position = 0
  /** No more bytes will come. */
  ended = false
  #own: Uint8Array = this.rest // memory that is used again for bytes that are kept

  /** The unread bytes, to take numbers from. */
  get view(): DataView {
    const { buffer, byteOffset, length } = this.rest
    return new DataView(buffer, byteOffset, length)
  }

  /** The first `length` unread bytes as characters; what is not printable ASCII shows as a dot. */
  text(length: number): string {
    return String.fromCharCode(...this.rest.subarray(0, length)).replace(/[^ -~]/g, '.')
  }

  /** Puts more bytes behind the unread ones, which have been kept. */
  add(bytes: Uint8Array): void {
    const { rest } = this
    const length = rest.length + bytes.length
    // Not the bytes themselves: they may be a Buffer of Node, whose slice() is no copy.
    if (rest.length === 0) this.rest = new Uint8Array(bytes.buffer, bytes.byteOffset, length)
    else {
      // Doubling keeps pushes of single bytes from copying all of them each time.
      if (rest.byteOffset + length > this.#own.length) this.#move(Math.max(length, 2 * rest.length))
      const { byteOffset } = this.rest
      this.rest = this.#own.subarray(byteOffset, byteOffset + length)
      this.rest.set(bytes, rest.length)
    }
  }

  /** Copies what is left of the caller's bytes, so that the caller may write over them. */
  keep(): void {
    if (this.rest.buffer !== this.#own.buffer) this.#move(this.rest.length)
  }

  /** Passes over `count` of the unread bytes. */
  pass(count: number): void {
    this.rest = this.rest.subarray(count)
    this.position += count
  }

  /** Waits for `count` unread bytes; false where the file ends before. */
  *need(count: number): Parsing<boolean> {
    while (this.rest.length < count && !this.ended) yield
    return this.rest.length >= count
  }

  /** Passes over `count` bytes; the number of them that the file does not have. */
  *skip(count: number): Parsing<number> {
    for (let left = count; ;) {
      const taken = Math.min(left, this.rest.length)
      this.pass(taken)
      left -= taken
      if (left === 0 || this.ended) return left
      yield
    }
  }

  /** Moves the unread bytes to the beginning of own memory of `size` bytes or more. */
  #move(size: number): void {
    const { rest } = this
    if (this.#own.length < size) this.#own = new Uint8Array(size)
    this.#own.set(rest)
    this.rest = this.#own.subarray(0, rest.length)
  }
}
