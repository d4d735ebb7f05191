import type { FrameOptions } from './frame-options.ts'
import { join } from '../join.ts'

/**
 * Cuts frames out of a signal that comes in pieces, however it is cut: frame t covers the samples from t * hop to
 * t * hop + fft. `push` a piece, `take` as many frames as it said, and `keep` the rest for later.
 */
export class FrameCutter {
  readonly #fft: number
  readonly #hop: number
  #signal: Float32Array = new Float32Array(0) // what is kept and the piece
  #start = 0 // of the next frame, in samples from the start of `signal`

  constructor({ fft, hop }: Pick<FrameOptions, 'fft' | 'hop'>) {
    this.#fft = fft
    this.#hop = hop
  }

  /** Takes the next piece of the signal and tells how many frames are whole now. */
  push(piece: Float32Array): number {
    this.#signal = join(this.#signal, piece)
    return Math.max(0, 1 + Math.floor((this.#signal.length - this.#start - this.#fft) / this.#hop))
  }

  /** A view of the samples that the next `count` frames cover, [(count - 1) * hop + fft]. */
  take(count: number): Float32Array {
    const start = this.#start
    this.#start += count * this.#hop
    return this.#signal.subarray(start, this.#start - this.#hop + this.#fft)
  }

  /** Keeps a copy of what later frames need. */
  keep(): void {
    const { length } = this.#signal
    this.#signal = this.#signal.slice(this.#start)
    this.#start = Math.max(0, this.#start - length)
  }
}
