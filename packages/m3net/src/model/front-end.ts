import { logMel, resampler, type AudioKernels, type LogMel, type Resampler } from '@m3net/audio'
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
  private readonly kernels: AudioKernels | null
  private readonly logMel: LogMel
  private lastRate: { sampleRate: number; convert: Resampler } | undefined

  /**
   * `kernels`, `simd()` of @m3net/audio/simd, make it some ten times as fast. Features are then the same to the precision of
   * float32, too near for a network to notice: what was trained with them predicts without them, and the other way round.
   */
  constructor(options: FrontEndOptions, kernels: AudioKernels | null = null) {
    this.options = options
    this.kernels = kernels
    const { sampleRate, fft, window, hop, mels, low, high } = options
    this.logMel = logMel({ sampleRate, fft, window, hop, mels, low, high, kernels })
    this.samples = Math.max(Math.round(options.seconds * sampleRate), fft)
    this.frames = this.logMel.frames(this.samples)
  }

  /** Every setting that the features depend on, for the key of a cache. */
  get settings(): Readonly<Record<string, unknown>> {
    return { ...this.logMel.options, level: this.options.level, kernels: this.kernels?.name ?? 'plain' }
  }

  /** The signal at the front end's rate. */
  atRate(signal: Float32Array, sampleRate: number): Float32Array {
    if (sampleRate === this.options.sampleRate) return signal
    if (sampleRate !== this.lastRate?.sampleRate) {
      const { options, kernels } = this
      this.lastRate = { sampleRate, convert: resampler({ from: sampleRate, to: options.sampleRate, kernels }) }
    }
    return this.lastRate.convert(signal)
  }

  /** One clip of `samples` samples -> log-mel [frames, mels]. */
  features(clip: Float32Array): Tensor {
    return this.logMel(this.options.level === 'peak' ? atPeak(clip) : clip)
  }
}

/** In loops: with callbacks it takes four times as long as the transform does with SIMD. */
function atPeak(clip: Float32Array): Float32Array {
  let peak = QUIETEST
  for (let i = 0; i < clip.length; i++) peak = Math.max(peak, Math.abs(clip[i]))
  const scaled = new Float32Array(clip.length)
  for (let i = 0; i < clip.length; i++) scaled[i] = clip[i] / peak
  return scaled
}
