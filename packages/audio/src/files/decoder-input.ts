/** A parser at work: it yields where it wants more bytes than have come so far. */
export type Parsing<T = void> = Generator<undefined, T, undefined>

/** The bytes of a file, as they come. */
export class DecoderInput {
  bytes: Uint8Array = new Uint8Array(0)
  view: DataView = new DataView(this.bytes.buffer)
  /** Where in `bytes` the unread ones begin and end. */
  start = 0
  end = 0
  /** No more bytes will come. */
  ended = false
  #base = 0 // where in the file `bytes` begins
  #own: Uint8Array = this.bytes // memory that is used again for bytes that are kept

  get available(): number {
    return this.end - this.start
  }

  /** Where in the file the unread bytes begin. */
  get position(): number {
    return this.#base + this.start
  }

  /** The unread bytes. */
  get rest(): Uint8Array {
    return this.bytes.subarray(this.start, this.end)
  }

  /** Characters of the unread bytes, as far as they are there; what is not printable ASCII shows as a dot. */
  text(from: number, to: number): string {
    return String.fromCharCode(...this.rest.subarray(from, to)).replace(/[^ -~]/g, '.')
  }

  add(bytes: Uint8Array): void {
    const { available } = this
    // Not the bytes themselves: they may be a Buffer of Node, whose slice() is no copy.
    if (available === 0) return this.#hold(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), bytes.length)
    // Doubling keeps pushes of single bytes from copying all of them each time.
    if (this.end + bytes.length > this.bytes.length) this.#move(available + Math.max(bytes.length, available))
    this.bytes.set(bytes, this.end)
    this.end += bytes.length
  }

  /** Copies what is left of the caller's bytes, so that the caller may write over them. */
  keep(): void {
    if (this.bytes !== this.#own) this.#move(this.available)
  }

  /** Waits for `count` unread bytes; false where the file ends before. */
  *need(count: number): Parsing<boolean> {
    while (this.available < count && !this.ended) yield
    return this.available >= count
  }

  /** Passes over `count` bytes; the number of them that the file does not have. */
  *skip(count: number): Parsing<number> {
    for (let left = count; ;) {
      const taken = Math.min(left, this.available)
      this.start += taken
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
    this.#hold(this.#own, rest.length)
  }

  #hold(bytes: Uint8Array, end: number): void {
    this.#base = this.position
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.start = 0
    this.end = end
  }
}
