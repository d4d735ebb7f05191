import { exp } from '../elementary.ts'
import { meanPower } from '../mean-power.ts'
import type { ResampleStream } from '../resample/resample-stream.ts'
import { resampler } from '../resample/resample.ts'
import { Detector } from './detector.ts'
import { checkListener, type ListenerOptions } from './listener-options.ts'
import { SlidingWindow } from './sliding-window.ts'
import { Smoothing } from './smoothing.ts'

/** A class was heard. */
export interface HeardEvent {
  /** Index into the probabilities. */
  class: number
  /** Smoothed. */
  probability: number
  /** The window in which it rose to the threshold, in seconds since the beginning of the signal. */
  start: number
  end: number
}

/**
 * Listens to a signal that comes in pieces of any length, at any rate: classifies the last `window` samples every `hop`
 * samples, unless they are quieter than the gate, smooths the probabilities, and gives an event when a class rises to
 * the threshold. The events are the same however the signal is cut.
 */
export class Listener {
  readonly #options: Required<ListenerOptions>
  readonly #rate: ResampleStream
  readonly #windows: SlidingWindow
  readonly #smoothing: Smoothing
  readonly #detector: Detector
  #milliseconds = 0
  #samples = 0
  #probabilities: Float64Array = new Float64Array(0)
  #windowsHeard = 0
  #windowsGated = 0

  /** @throws RangeError when an option cannot be met. */
  constructor(options: ListenerOptions) {
    this.#options = checkListener(options)
    const { from, sampleRate, window, hop, smoothing } = this.#options
    this.#rate = resampler({ from, to: sampleRate }).stream()
    this.#windows = new SlidingWindow(window, hop)
    this.#smoothing = new Smoothing(smoothing)
    this.#detector = new Detector(this.#options)
  }

  /** Takes the next piece of the signal, [samples] in [-1, 1], and tells what was heard by its end. */
  push(piece: Float32Array): HeardEvent[] {
    return this.#listen(() => this.#rate.push(piece))
  }

  /** The signal has ended: what no window has heard yet is heard with silence behind it. */
  end(): HeardEvent[] {
    const events = this.#listen(() => this.#rate.end())
    if (this.#windows.unseen === 0) return events
    const silence = new Float32Array(this.#windows.missing)
    events.push(...this.#listen(() => silence))
    this.#samples -= silence.length // which is no part of the signal
    return events
  }

  /** Smoothed probabilities after the last window, [classes]; empty before any was classified. */
  get probabilities(): Float64Array {
    return this.#probabilities
  }

  /** Seconds of signal heard so far, what it took, and how many of its windows were too quiet to be classified. */
  get load(): Load {
    const seconds = this.#samples / this.#options.sampleRate
    const busy = this.#milliseconds / 1000
    return { seconds, busy, realTimeFactor: busy / seconds, windows: this.#windowsHeard, gated: this.#windowsGated }
  }

  #listen(next: () => Float32Array): HeardEvent[] {
    const { clock } = this.#options
    const began = clock()
    const events: HeardEvent[] = []
    const piece = next()
    this.#windows.push(piece, (window, end) => this.#hear(window, end, events))
    this.#samples += piece.length
    this.#milliseconds += clock() - began
    return events
  }

  #hear(window: Float32Array, end: number, events: HeardEvent[]): void {
    const { classify, gate, sampleRate } = this.#options
    const audible = meanPower(window) >= exp((gate * Math.LN10) / 10) // not so for a NaN
    this.#windowsHeard++
    if (!audible) this.#windowsGated++
    this.#probabilities = this.#smoothing.push(audible ? classify(window) : null)
    const time = end / sampleRate
    const heard = this.#detector.detect(this.#probabilities, time)
    if (heard < 0) return
    const probability = this.#probabilities[heard]
    events.push({ class: heard, probability, start: (end - window.length) / sampleRate, end: time })
  }
}

/** How busy a listener is. */
export interface Load {
  /** Of the signal. */
  seconds: number
  /** Seconds spent on it. */
  busy: number
  /** busy / seconds: below 1 it keeps up. */
  realTimeFactor: number
  windows: number
  /** Windows below the gate. */
  gated: number
}
