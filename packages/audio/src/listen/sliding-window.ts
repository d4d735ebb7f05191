/**
 * The last samples of a signal that comes in pieces, seen every `hop` samples, however it is cut. What it holds does
 * not grow.
 */
export class SlidingWindow {
  readonly #ring: Float32Array
  readonly #window: Float32Array
  readonly #hop: number
  #samples = 0
  #seen = 0
  #next: number

  constructor(length: number, hop: number) {
    this.#ring = new Float32Array(length)
    this.#window = new Float32Array(length)
    this.#hop = hop
    this.#next = length
  }

  /** Samples that no window has shown yet. */
  get unseen(): number {
    return this.#samples - this.#seen
  }

  /** Samples that are missing for the next window. */
  get missing(): number {
    return this.#next - this.#samples
  }

  /**
   * Takes a piece, and calls `see` with every window that it completes, and where it ends in samples since the
   * beginning.
   */
  push(piece: Float32Array, see: (window: Float32Array, end: number) => void): void {
    const ring = this.#ring
    for (let from = 0; from < piece.length;) {
      const at = this.#samples % ring.length
      const count = Math.min(piece.length - from, this.missing, ring.length - at)
      ring.set(piece.subarray(from, from + count), at)
      from += count
      this.#samples += count
      if (this.missing === 0) {
        this.#seen = this.#samples
        this.#next += this.#hop
        see(this.#unrolled(), this.#samples)
      }
    }
  }

  /** Oldest sample first; the same array each time. */
  #unrolled(): Float32Array {
    const begin = this.#samples % this.#ring.length
    this.#window.set(this.#ring.subarray(begin))
    this.#window.set(this.#ring.subarray(0, begin), this.#ring.length - begin)
    return this.#window
  }
}
