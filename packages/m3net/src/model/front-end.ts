import { logMel, resample, type LogMel } from '@m3net/audio'
import { transpose, type Tensor } from '@m3net/tensor'

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
}

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
  }
}

/** The transform of a front end, and the size of its result. */
export class FrontEnd {
  readonly options: FrontEndOptions
  readonly frames: number
  readonly samples: number
  /** Signal [samples] -> log-mel [frames, mels]. */
  readonly transform: LogMel

  constructor(options: FrontEndOptions) {
    this.options = options
    const { sampleRate, fft, window, hop, mels, low, high } = options
    this.transform = logMel({ sampleRate, fft, window, hop, mels, low, high })
    this.samples = Math.max(Math.round(options.seconds * sampleRate), fft)
    this.frames = this.transform.frames(this.samples)
  }

  /** The signal at the front end's rate. */
  atRate(signal: Float32Array, sampleRate: number): Float32Array {
    return sampleRate === this.options.sampleRate
      ? signal
      : resample(signal, { from: sampleRate, to: this.options.sampleRate })
  }

  /** One clip of `samples` samples -> log-mel [mels, frames]. */
  features(clip: Float32Array): Tensor {
    return transpose(this.transform(clip))
  }
}
