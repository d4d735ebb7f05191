import type { FrameOptions } from './frame-options.ts'

/**
 * Cuts windowed frames out of a signal that comes in pieces, however it is cut: frame t covers the samples from
 * t * hop to t * hop + fft. `push` a piece, `next` as many frames as it said, and the rest is kept for later.
 */
export class FrameCutter {
  readonly #fft: number
  readonly #hop: number
  readonly #margin: number // zeros before the window
  readonly #window: Float32Array
  #kept: Float32Array = new Float32Array(0) // what came before `piece` and is still needed
  #piece: Float32Array = new Float32Array(0)
  #start = 0 // of the next frame, in samples from the start of `piece`; negative: within `kept`

  /** `window` [length] stands in the middle of `fft` samples. */
  constructor({ fft, hop }: Pick<FrameOptions, 'fft' | 'hop'>, window: Float32Array) {
    this.#fft = fft
    this.#hop = hop
    this.#margin = Math.floor((fft - window.length) / 2)
    this.#window = window
  }

  /** Takes the next piece of the signal and tells how many frames are whole now. */
  push(piece: Float32Array): number {
    this.#piece = piece
    const length = piece.length - this.#start
    return length < this.#fft ? 0 : 1 + Math.floor((length - this.#fft) / this.#hop)
  }

  /** Writes the next frame, [fft]; the zeros beside the window are taken to be there already. */
  next(frame: Float64Array): void {
    const first = this.#start + this.#margin
    const before = Math.min(Math.max(-first, 0), this.#window.length)
    const kept = this.#kept
    copy(kept, kept.length + first, this.#window, 0, before, frame, this.#margin)
    copy(this.#piece, first, this.#window, before, this.#window.length, frame, this.#margin)
    this.#start += this.#hop
  }

  /** Keeps what later frames need and lets go of the piece. */
  keep(): void {
    const piece = this.#piece
    const old = this.#kept
    if (this.#start < 0) {
      const from = old.length + this.#start
      const joined = new Float32Array(old.length - from + piece.length)
      joined.set(old.subarray(from))
      joined.set(piece, old.length - from)
      this.#kept = joined
    } else {
      this.#kept = piece.slice(this.#start)
    }
    this.#start -= piece.length
    this.#piece = new Float32Array(0)
  }
}

/** frame[margin + i] = signal[first + i] * window[i] for i = begin .. end - 1. */
function copy(
  signal: Float32Array,
  first: number,
  window: Float32Array,
  begin: number,
  end: number,
  frame: Float64Array,
  margin: number,
): void {
  for (let i = begin; i < end; i++) frame[margin + i] = signal[first + i] * window[i]
}
