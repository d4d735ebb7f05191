import { fromDecibels } from '../decibels.ts'
import { meanPower } from '../mean-power.ts'
import type { ResampleStream } from '../resample/resample-stream.ts'
import { resamplerOf } from '../resample/resample.ts'
import { streamed, type SignalStep, type SignalStream } from '../streamed.ts'
import { detector } from './detector.ts'
import { checkListener, type ListenerOptions } from './listener-options.ts'
import { smoothing } from './smoothing.ts'

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
  readonly #windows: SignalStream<HeardEvent[]>
  #milliseconds = 0
  #samples = 0
  #probabilities: Float64Array = new Float64Array(0)
  #heard = 0
  #gated = 0

  /** @throws RangeError when an option cannot be met. */
  constructor(options: ListenerOptions) {
    this.#options = checkListener(options)
    this.#rate = resamplerOf('Listener', { from: this.#options.from, to: this.#options.sampleRate }).stream()
    this.#windows = streamed('Listener', () => this.#hear()).stream()
  }

  /** Takes the next piece of the signal, [samples] in [-1, 1], and tells what was heard by its end. */
  push(piece: Float32Array): HeardEvent[] {
    return this.#timed(() => this.#windows.push(this.#rate.push(piece)))
  }

  /** The signal has ended: what no window has heard yet is heard with silence behind it. */
  end(): HeardEvent[] {
    return this.#timed(() => [...this.#windows.push(this.#rate.end()), ...this.#windows.end()])
  }

  /** Smoothed probabilities after the last window, [classes]; empty before any was classified. */
  get probabilities(): Float64Array {
    return this.#probabilities
  }

  /** Seconds of signal heard so far, what it took, and how many of its windows were too quiet to be classified. */
  get load(): Load {
    const seconds = this.#samples / this.#options.sampleRate
    const busy = this.#milliseconds / 1000
    return { seconds, busy, realTimeFactor: busy / seconds, windows: this.#heard, gated: this.#gated }
  }

  #timed(listen: () => HeardEvent[]): HeardEvent[] {
    const { clock } = this.#options
    const began = clock()
    const events = listen()
    this.#milliseconds += clock() - began
    return events
  }

  /** What hears the windows of a signal that begins with the next one, and leaves the rest of it. */
  #hear(): SignalStep<HeardEvent[]> {
    const { classify, sampleRate, window, hop, smoothing: count, gate } = this.#options
    const heard = new Float32Array(window)
    const smooth = smoothing(count)
    const detect = detector(this.#options)
    return (signal, last) => {
      const begin = this.#heard * hop
      this.#samples = begin + signal.length
      const unheard = signal.length > (begin > 0 ? window - hop : 0)
      const length = last && unheard ? window : signal.length // of the signal with silence behind it
      const events: HeardEvent[] = []
      let at = 0
      for (; at + window <= length; at += hop) {
        heard.fill(0).set(signal.subarray(at, at + window)) // a copy, so that it may be written to
        const audible = meanPower(heard) >= fromDecibels(2 * gate) // not so for a NaN
        if (!audible) this.#gated++
        this.#probabilities = smooth(audible ? classify(heard) : null)
        const start = (begin + at) / sampleRate
        const end = (begin + at + window) / sampleRate
        const c = detect(this.#probabilities, end)
        if (c >= 0) events.push({ class: c, probability: this.#probabilities[c], start, end })
      }
      this.#heard += at / hop
      return [events, signal.subarray(at)]
    }
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
