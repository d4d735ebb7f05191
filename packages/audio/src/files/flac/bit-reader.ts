/** Thrown where the bits end before what is read; no error, as more bytes may come. */
export const outOfBits: unique symbol = Symbol('out of bits')

/** Reads bits of at most 2^24 bytes, the most significant first. */
export class BitReader {
  /** The next bit. */
  position: number
  readonly view: DataView
  /** Below this byte, four bytes can be read at once. */
  readonly safe: number
  readonly #bytes: number

  constructor(view: DataView, position: number) {
    this.view = view
    this.position = position
    this.#bytes = view.byteLength
    this.safe = this.#bytes - 3
  }

  /** 25 bits or more from bit `at` on, in the upper end of 32; zeros stand behind the last byte. */
  peek(at: number): number {
    const byte = at >>> 3
    return byte < this.safe ? this.view.getInt32(byte) << (at & 7) : this.peekEnd(at)
  }

  peekEnd(at: number): number {
    const byte = at >>> 3
    if (byte >= this.#bytes) throw outOfBits
    let bits = 0
    for (let i = byte; i < byte + 4; i++) bits = (bits << 8) | (i < this.#bytes ? this.view.getUint8(i) : 0)
    return bits << (at & 7)
  }

  /** An unsigned number of 0 to 48 bits. */
  read(bits: number): number {
    if (bits === 0) return 0
    if (bits > 24) return this.read(bits - 24) * 16777216 + this.read(24)
    const value = this.peek(this.position) >>> (32 - bits)
    this.position += bits
    return value
  }

  /** A number of 1 to 48 bits in two's complement. */
  readSigned(bits: number): number {
    const value = this.read(bits)
    return value < 2 ** (bits - 1) ? value : value - 2 ** bits
  }

  /** The number of zeros before the next one, which is read too. */
  readZeros(): number {
    let zeros = 0
    for (;;) {
      const more = Math.clz32(this.peek(this.position))
      if (more < 25) {
        this.position += more + 1
        return zeros + more
      }
      zeros += 25
      this.position += 25
    }
  }
}
