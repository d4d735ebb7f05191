import { join } from '../join.ts'
import type { FrameOptions } from './frame-options.ts'

const none = /* @__PURE__ */ new Float32Array(0)

/**
 * Cuts frames out of a signal that comes in pieces, however it is cut: frame t covers the samples from t * hop to
 * t * hop + fft, or, centred, fft / 2 samples before, the signal being mirrored at both ends without repeating them, as
 * torch.nn.functional.pad's mode 'reflect' does. `push` a piece, `take` as many frames as it said, and `keep` the rest.
 */
export class FrameCutter {
  readonly #fft: number
  readonly #hop: number
  readonly #margin: number // samples that are mirrored at each end
  #begun: boolean // whether the beginning is mirrored by now
  #signal: Float32Array = none // what is kept and the piece
  #start = 0 // of the next frame, in samples from the start of `signal`

  constructor({ fft, hop, center }: FrameOptions) {
    this.#fft = fft
    this.#hop = hop
    this.#margin = center ? fft >> 1 : 0
    this.#begun = this.#margin === 0
  }

  /**
   * Takes the next piece of the signal, which ends there if it is the `last`, and tells how many frames are whole now.
   * @throws RangeError that begins with `op` when the signal ends before it can be mirrored.
   */
  push(op: string, piece: Float32Array, last: boolean): number {
    const margin = this.#margin
    const signal = (this.#signal = join(this.#signal, piece))
    const { length } = signal
    if (!this.#begun && length <= margin) {
      if (!last) return 0
      throw new RangeError(`${op}: the signal has ${length} samples; wanted at least ${margin + 1} to mirror; pad it`)
    }
    const before = this.#begun ? none : signal.slice(1, margin + 1).reverse()
    const after = last ? signal.slice(-margin - 1, -1).reverse() : none
    this.#begun = true
    this.#signal = join(before, signal, after)
    return Math.max(0, 1 + Math.floor((this.#signal.length - this.#start - this.#fft) / this.#hop))
  }

  /** A view of the samples that the next `count` frames cover, [(count - 1) * hop + fft]. */
  take(count: number): Float32Array {
    const start = this.#start
    this.#start += count * this.#hop
    return this.#signal.subarray(start, this.#start - this.#hop + this.#fft)
  }

  /** Keeps a copy of what later frames need, and of what may have to be mirrored. */
  keep(): void {
    const from = Math.max(0, Math.min(this.#start, this.#signal.length - this.#margin - 1))
    this.#signal = this.#signal.slice(from)
    this.#start -= from
  }
}
