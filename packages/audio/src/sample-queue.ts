/** What is left of a signal that comes in pieces, in one array that is used again: long streams leave little to collect. */
export class SampleQueue {
  #buffer = new Float32Array(0)
  #kept = 0

  /** The samples kept and `piece` behind them, in a view for use until the next push; `piece` itself where none are kept. */
  push(piece: Float32Array): Float32Array {
    if (this.#kept === 0) return piece
    const length = this.#kept + piece.length
    if (length > this.#buffer.length) {
      const larger = new Float32Array(length)
      larger.set(this.#buffer.subarray(0, this.#kept))
      this.#buffer = larger
    }
    this.#buffer.set(piece, this.#kept)
    return this.#buffer.subarray(0, length)
  }

  /** Keeps the samples that the next push is to find before its own, copied. */
  keep(rest: Float32Array): void {
    if (rest.length > this.#buffer.length) this.#buffer = rest.slice()
    else this.#buffer.set(rest)
    this.#kept = rest.length
  }
}
