import { logMel, resample, type LogMel } from '@m3net/audio'
import type { Tensor } from '@m3net/tensor'

/** What turns a recording into the network's input. Plain data: a model file holds it as JSON. */
export interface FrontEndOptions {
  /** Hz; recordings at another rate are resampled. */
  sampleRate: number
  /** Length of one input; shorter recordings are padded with silence at the end, longer ones cropped or windowed. */
  seconds: number
  /** Points of the Fourier transform. */
  fft: number
  /** Length of the window in samples, at most `fft`. */
  window: number
  /** Samples from one frame to the next. */
  hop: number
  /** Bands. */
  mels: number
  /** Lowest frequency, Hz. */
  low: number
  /** Highest frequency, Hz. */
  high: number
  /**
   * `peak` brings each input to a peak of 1, raising it by at most 40 dB, so that a quiet microphone sounds like a loud one; `none` takes it
   * as recorded. It needs no more of the future than the network does, which reverses its whole input in time.
   */
  level: 'none' | 'peak'
}

/** A clip quieter than this is raised as if it had this peak: 40 dB, so that silence does not become noise. */
const QUIETEST = 0.01

/** Normalisation that the training part decided: features become (log-mel - mean) / deviation. */
export interface Normalisation {
  mean: number
  deviation: number
}

/**
 * Front end for clips of so many seconds: 30 ms windows every 10 ms up to two seconds, as for spoken commands; 64 ms every
 * 32 ms beyond, which keeps four or five seconds within 130 to 160 frames, as the publication's group uses for environmental sound.
 */
export function defaultFrontEnd(seconds: number, sampleRate = 16000, mels = 64): FrontEndOptions {
  const [fft, window, hop] = seconds <= 2 ? [0.032, 0.03, 0.01] : [0.064, 0.064, 0.032]
  const power = 2 ** Math.ceil(Math.log2(Math.round(fft * sampleRate)))
  const length = Math.min(Math.round(window * sampleRate), power)
  return {
    sampleRate,
    seconds,
    fft: power,
    window: length,
    hop: Math.round(hop * sampleRate),
    mels,
    low: 20,
    high: sampleRate / 2,
    level: 'peak',
  }
}

/** The transform of a front end, and the size of its result. */
export class FrontEnd {
  readonly options: FrontEndOptions
  readonly frames: number
  readonly samples: number
  private readonly logMel: LogMel

  constructor(options: FrontEndOptions) {
    this.options = options
    const { sampleRate, fft, window, hop, mels, low, high } = options
    this.logMel = logMel({ sampleRate, fft, window, hop, mels, low, high })
    this.samples = Math.max(Math.round(options.seconds * sampleRate), fft)
    this.frames = this.logMel.frames(this.samples)
  }

  /** Every setting that the features depend on, for the key of a cache. */
  get settings(): Readonly<Record<string, unknown>> {
    return { ...this.logMel.options, level: this.options.level }
  }

  /** The signal at the front end's rate. */
  atRate(signal: Float32Array, sampleRate: number): Float32Array {
    return sampleRate === this.options.sampleRate
      ? signal
      : resample(signal, { from: sampleRate, to: this.options.sampleRate })
  }

  /** One clip of `samples` samples -> log-mel [frames, mels]. */
  features(clip: Float32Array): Tensor {
    return this.logMel(this.options.level === 'peak' ? atPeak(clip) : clip)
  }
}

function atPeak(clip: Float32Array): Float32Array {
  const peak = clip.reduce((most, sample) => Math.max(most, Math.abs(sample)), QUIETEST)
  return clip.map((sample) => sample / peak)
}
