import type { FrameOptions } from './frame-options.ts'

/**
 * Cuts windowed frames out of a signal that comes in pieces, however it is cut: frame t covers the samples from
 * t * hop to t * hop + fft. `push` a piece, `next` as many frames as it said, and the rest is kept for later.
 */
export class FrameCutter {
  readonly #fft: number
  readonly #hop: number
  #kept: Float32Array = new Float32Array(0) // what came before `piece` and is still needed
  #piece: Float32Array = new Float32Array(0)
  #start = 0 // of the next frame, in samples from the start of `piece`; negative: within `kept`

  constructor({ fft, hop }: Pick<FrameOptions, 'fft' | 'hop'>) {
    this.#fft = fft
    this.#hop = hop
  }

  /** Takes the next piece of the signal and tells how many frames are whole now. */
  push(piece: Float32Array): number {
    this.#piece = piece
    const length = piece.length - this.#start
    return length < this.#fft ? 0 : 1 + Math.floor((length - this.#fft) / this.#hop)
  }

  /** Writes the next frame, [fft], with `window` in its middle; the zeros beside that are taken to be there already. */
  next(window: Float32Array, frame: Float64Array): void {
    const margin = Math.floor((this.#fft - window.length) / 2)
    const first = this.#start + margin
    const before = Math.min(Math.max(-first, 0), window.length)
    const kept = this.#kept
    copy(kept, kept.length + first, window, 0, before, frame, margin)
    copy(this.#piece, first, window, before, window.length, frame, margin)
    this.#start += this.#hop
  }

  /** Writes the samples that the next `count` frames cover, [(count - 1) * hop + fft], without a window. */
  take(count: number, samples: Float32Array): void {
    const begin = this.#start
    const end = begin + (count - 1) * this.#hop + this.#fft
    const { length } = this.#kept
    samples.set(this.#kept.subarray(length + Math.min(begin, 0), length + Math.min(end, 0)))
    samples.set(this.#piece.subarray(Math.max(begin, 0), Math.max(end, 0)), Math.max(-begin, 0))
    this.#start += count * this.#hop
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
