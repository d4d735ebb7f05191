import { Tensor } from '@m3net/tensor'
import { checkChoice } from '../check-options.ts'
import { withDefaults } from '../with-defaults.ts'
import type { FrameOptions } from './frame-options.ts'
import { checkFrames } from './frame-options.ts'
import { framePowers, frameTransform } from './frame-powers.ts'
import type { Framed } from './framed.ts'
import { framed } from './framed.ts'

/** Options of {@link stft}, {@link istft} and {@link spectrogram}; all but `fft` may be left out. */
export type StftOptions = Partial<FrameOptions> & Pick<FrameOptions, 'fft'>

/** A short-time Fourier transform. */
export interface Spectra {
  /** [frames, floor(fft / 2) + 1]. */
  real: Tensor
  /** [frames, floor(fft / 2) + 1]. */
  imaginary: Tensor
}

/**
 * Short-time Fourier transform of signals [samples]: `stft({ fft: 512 })(signal)`. Left out, `window` is fft, `shape`
 * 'hann', `hop` floor(fft / 4), `center` false. The numbers are torch.stft's (whose result is [bins, frames], whose
 * window is rectangular and whose frames are centred unless told otherwise).
 * @throws RangeError when an option cannot be met, or a centred signal is too short to be mirrored.
 */
export function stft(options: StftOptions): Framed<FrameOptions, Spectra> {
  const frames = stftFrames('stft', options)
  const transform = frameTransform(frames)
  const bins = (frames.fft >> 1) + 1
  const frameReal = new Float64Array(bins)
  const frameImaginary = new Float64Array(bins)
  return framed('stft', frames, (samples, count) => {
    const real = new Float32Array(count * bins)
    const imaginary = new Float32Array(count * bins)
    for (let t = 0; t < count; t++) {
      transform(samples, t * frames.hop, frameReal, frameImaginary)
      real.set(frameReal, t * bins)
      imaginary.set(frameImaginary, t * bins)
    }
    const shape = [count, bins]
    return { real: Tensor.from(real, shape), imaginary: Tensor.from(imaginary, shape) }
  })
}

/** What {@link spectrogram} does, every option filled in. */
export interface SpectrogramSettings extends FrameOptions {
  /** 2 for power, the default, 1 for magnitude. */
  power: 1 | 2
}

/**
 * Power |X|^2 or magnitude |X| of the {@link stft}, [frames, floor(fft / 2) + 1]: torchaudio.functional.spectrogram
 * without normalisation, its axes exchanged. For decibels pass its data to amplitudeToDb.
 * @throws RangeError as stft does.
 */
export function spectrogram(options: StftOptions & Partial<SpectrogramSettings>): Framed<SpectrogramSettings, Tensor> {
  const { power = 2 } = options
  checkChoice('spectrogram', 'power', power, 1, 2)
  const frames = stftFrames('spectrogram', options)
  const powers = framePowers(frames, power)
  const bins = (frames.fft >> 1) + 1
  return framed('spectrogram', { ...frames, power }, (samples, count) => {
    const rows = new Float32Array(count * bins)
    for (let t = 0; t < count; t++) rows.set(powers(samples, t * frames.hop).subarray(0, bins), t * bins)
    return Tensor.from(rows, [count, bins])
  })
}

/** Fills in the defaults of {@link stft} and checks them; errors begin with `op`. */
export function stftFrames(op: string, options: StftOptions): FrameOptions {
  const { fft } = options
  const frames = withDefaults<FrameOptions>(
    { fft, window: fft, shape: 'hann', hop: Math.max(1, fft >> 2), center: false },
    options,
  )
  checkFrames(op, frames)
  return frames
}
