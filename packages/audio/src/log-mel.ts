import type { Tensor } from '@m3net/tensor'
import { countFrames } from './frame-options.ts'
import type { LogMelOptions, LogMelSettings } from './log-mel-options.ts'
import { logMelSettings } from './log-mel-options.ts'
import { LogMelStream, PlainLogMel } from './log-mel-stream.ts'
import { reflect } from './reflect.ts'

/** A front end made by {@link logMel}. */
export interface LogMel {
  /** The features of a whole signal [samples]: [frames, mels]. A signal shorter than one fft gives 0 frames. */
  (signal: Float32Array): Tensor
  /** A fresh stream. Throws when frames are centred. */
  stream(): LogMelStream
  /** How many frames a signal of so many samples has. */
  frames(samples: number): number
  /** Every option, defaults filled in. */
  readonly options: Readonly<LogMelSettings>
}

/**
 * Log-mel features: short-time spectra, summed by mel bands, floored, in logarithms. Make it once, call it often:
 *
 *     const features = logMel({ sampleRate: 16000, mels: 64 })
 *     features(signal)                       // Tensor [98, 64] for one second
 *     const stream = features.stream()
 *     stream.push(chunk)                     // Tensor [new frames, 64]
 *
 * The whole-signal form is one push on a fresh stream. Nothing depends on a clip's own maximum or mean, so a
 * stream gives the same bits however it is cut. Goldens: log-mel.json, from torchaudio.transforms.MelSpectrogram.
 * @throws RangeError when an option cannot be met.
 */
export function logMel({ kernels = null, ...options }: LogMelOptions = {}): LogMel {
  const settings = Object.freeze(logMelSettings(options))
  const engine = kernels?.logMel(settings) ?? new PlainLogMel(settings)
  const whole = (signal: Float32Array): Tensor =>
    new LogMelStream(settings, engine).push(settings.center ? reflect('logMel', signal, settings.fft / 2) : signal)
  const stream = (): LogMelStream => {
    if (settings.center) {
      throw new RangeError(
        'logMel: centred frames need the whole signal, to mirror its end; wanted center: false for a stream',
      )
    }
    return new LogMelStream(settings, engine)
  }
  return Object.assign(whole, {
    stream,
    frames: (samples: number) => countFrames(settings, samples),
    options: settings,
  })
}
