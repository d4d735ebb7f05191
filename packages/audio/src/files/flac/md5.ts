// RFC 1321, 3.4: the turns of each round, and for step i the whole part of 2^32 |sin(i + 1)|.
const turns = /* @__PURE__ */ Uint8Array.of(7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21)
const sines = /* @__PURE__ */ Int32Array.from({ length: 64 }, (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))))

/** The MD5 sum of bytes that come in pieces: no proof of origin, but what FLAC files carry. */
export class Md5 {
  readonly #state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  #bytes = new Uint8Array(0)
  #held = 0 // bytes of an unfinished block, at the beginning
  #mixed = 0

  /** Where the next `count` bytes are to be written before they are added. */
  room(count: number): DataView {
    if (this.#held + count > this.#bytes.length) {
      const larger = new Uint8Array(64 + count)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    return new DataView(this.#bytes.buffer, this.#held, count)
  }

  /** Adds the next `count` bytes. */
  add(count: number): void {
    const end = this.#held + count
    const view = new DataView(this.#bytes.buffer)
    let at = 0
    for (; at + 64 <= end; at += 64) mix(this.#state, view, at)
    this.#bytes.copyWithin(0, at, end)
    this.#held = end - at
    this.#mixed += at
  }

  /** The sum, 16 bytes; nothing can be added afterwards. */
  digest(): Uint8Array {
    const length = this.#mixed + this.#held
    const count = 72 - ((length + 8) % 64)
    const view = this.room(count)
    this.#bytes.fill(0, this.#held)
    view.setUint8(0, 128)
    view.setUint32(count - 8, length * 8, true)
    view.setUint32(count - 4, length / 2 ** 29, true)
    this.add(count)
    return new Uint8Array(this.#state.buffer)
  }
}

/** One block of 64 bytes. */
function mix(state: Int32Array, view: DataView, at: number): void {
  let a = state[0]
  let b = state[1]
  let c = state[2]
  let d = state[3]
  for (let i = 0; i < 64; i++) {
    const round = i >> 4
    let mixed = c ^ (b | ~d)
    let word = 7 * i
    if (round === 0) {
      mixed = d ^ (b & (c ^ d))
      word = i
    } else if (round === 1) {
      mixed = c ^ (d & (b ^ c))
      word = 5 * i + 1
    } else if (round === 2) {
      mixed = b ^ c ^ d
      word = 3 * i + 5
    }
    const sum = a + mixed + sines[i] + view.getInt32(at + (word & 15) * 4, true)
    const turn = turns[4 * round + (i & 3)]
    a = d
    d = c
    c = b
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
}
