import type { Tensor } from '@m3net/tensor'
import type { Framed, FrameStream } from '../frames/framed.ts'
import { withDefaults } from '../with-defaults.ts'
import { logBands, logBandSettings } from './log-bands.ts'
import type { LogMelOptions, LogMelSettings } from './log-mel-options.ts'
import { melWeights } from './mel-weights.ts'

/** A front end made by {@link logMel}: [frames, mels] of a whole signal, or streamed. */
export type LogMel = Framed<LogMelSettings, Tensor>

/** Log-mel features of a signal that comes in chunks of any length; made by `logMel(options).stream()`. */
export type LogMelStream = FrameStream<Tensor>

/**
 * Log-mel features: short-time spectra, summed by mel bands, floored, in logarithms. Make it once, call it often:
 *
 *     const features = logMel({ sampleRate: 16000, mels: 64 })
 *     features(signal)                       // Tensor [97, 64] for one second
 *     const stream = features.stream()
 *     stream.push(chunk)                     // Tensor [new frames, 64]
 *
 * A signal shorter than one fft gives 0 frames. The whole-signal form is one push on a fresh stream, and its end. Nothing
 * depends on a clip's own maximum or mean, so a stream gives the same bits however it is cut. Goldens: log-mel.json, from
 * torchaudio.transforms.MelSpectrogram.
 * @throws RangeError when an option cannot be met.
 */
export function logMel(options: LogMelOptions = {}): LogMel {
  return melFeatures('logMel', options)
}

/** {@link logMel}; errors begin with `op`. */
export function melFeatures(op: string, options: LogMelOptions): LogMel {
  const bands = logBandSettings(op, options)
  const high = Math.min(8000, bands.sampleRate / 2)
  const settings = withDefaults<LogMelSettings>(
    { ...bands, mels: 64, low: 20, high, scale: 'htk', norm: 'none' },
    options,
  )
  const weights = melWeights(op, (bands.fft >> 1) + 1, settings)
  return logBands(op, settings, settings.mels, weights, options.kernels)
}
