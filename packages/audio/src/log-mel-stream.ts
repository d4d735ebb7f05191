import { Tensor } from '@m3net/tensor'
import { decibelScale, scaledLog } from './decibels.ts'
import { FrameCutter } from './frame-cutter.ts'
import type { LogMelSettings } from './log-mel-options.ts'
import { MelBands } from './mel-bands.ts'
import { melWeights } from './mel-filterbank.ts'
import { RealFft } from './real-fft.ts'
import { powers } from './stft.ts'
import { windowOf } from './window-of.ts'

/** Tables and working memory of one front end; its streams share them, since each push runs to its end. */
export interface LogMelRows {
  /** Takes `count` frames and gives their features, row after row. */
  rows(cutter: FrameCutter, count: number): Float32Array
}

/** The plain way, in float64. */
export class PlainLogMel implements LogMelRows {
  readonly #settings: LogMelSettings
  readonly #window: Float32Array
  readonly #fft: RealFft
  readonly #bands: MelBands
  readonly #frame: Float64Array
  readonly #real: Float64Array
  readonly #imaginary: Float64Array
  readonly #spectrum: Float64Array

  constructor(settings: LogMelSettings) {
    this.#settings = settings
    this.#window = windowOf(settings.shape, settings.window)
    this.#fft = new RealFft(settings.fft)
    const { bins } = this.#fft
    this.#bands = new MelBands(melWeights('logMel', { bins, ...settings }), settings.mels)
    this.#frame = new Float64Array(settings.fft)
    this.#real = new Float64Array(bins)
    this.#imaginary = new Float64Array(bins)
    this.#spectrum = new Float64Array(bins)
  }

  rows(cutter: FrameCutter, count: number): Float32Array {
    const { mels, power, log, floor } = this.#settings
    const spectrum = this.#spectrum
    const rows = new Float32Array(count * mels)
    for (let t = 0; t < count; t++) {
      cutter.next(this.#window, this.#frame)
      this.#fft.forward(this.#frame, this.#real, this.#imaginary)
      powers(this.#real, this.#imaginary, spectrum)
      if (power === 1) for (let k = 0; k < spectrum.length; k++) spectrum[k] = Math.sqrt(spectrum[k])
      this.#bands.apply(spectrum, rows, t * mels)
    }
    if (log !== 'none') scaledLog(rows, floor, log === 'natural' ? 1 : decibelScale(power))
    return rows
  }
}

/** Log-mel features of a signal that comes in chunks of any length; made by `logMel(options).stream()`. */
export class LogMelStream {
  readonly #mels: number
  readonly #engine: LogMelRows
  readonly #cutter: FrameCutter

  constructor(settings: LogMelSettings, engine: LogMelRows) {
    this.#mels = settings.mels
    this.#engine = engine
    this.#cutter = new FrameCutter(settings)
  }

  /** The frames that `chunk` [samples] completes: [new frames, mels]. What no frame has used yet is kept, copied. */
  push(chunk: Float32Array): Tensor {
    const count = this.#cutter.push(chunk)
    const rows = this.#engine.rows(this.#cutter, count)
    this.#cutter.keep()
    return Tensor.from(rows, [count, this.#mels])
  }
}
