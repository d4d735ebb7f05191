/** Reads the bits of at most 2^24 bytes, the most significant first; nothing but ones stands behind the last byte. */
export class BitReader {
  /** The next bit. */
  position = 0
  readonly bytes: Uint8Array
  readonly #view: DataView
  readonly #safe: number // below this byte, four bytes can be read at once

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#safe = bytes.length - 3
  }

  /** 25 bits or more from bit `at` on, in the upper end of 32. */
  peek(at: number): number {
    const byte = at >>> 3
    return (byte < this.#safe ? this.#view.getInt32(byte) : this.#end(byte)) << (at & 7)
  }

  /** The four bytes from `byte` on, of which not all are there. */
  #end(byte: number): number {
    let bits = 0
    for (let i = byte; i < byte + 4; i++) bits = (bits << 8) | (this.bytes[i] ?? 255)
    return bits
  }

  /** An unsigned number of 0 to 48 bits. */
  read(bits: number): number {
    if (bits === 0) return 0
    if (bits > 24) return this.read(bits - 24) * 2 ** 24 + this.read(24)
    const value = this.peek(this.position) >>> (32 - bits)
    this.position += bits
    return value
  }

  /** A number of 0 to 48 bits in two's complement. */
  readSigned(bits: number): number {
    const value = this.read(bits)
    return value < 2 ** (bits - 1) ? value : value - 2 ** bits
  }

  /** The number of zeros before the next one, which is read too. */
  readZeros(): number {
    const start = this.position
    for (let zeros = 25; zeros === 25; this.position += zeros) {
      zeros = Math.min(Math.clz32(this.peek(this.position)), 25)
    }
    return this.position++ - start
  }
}
