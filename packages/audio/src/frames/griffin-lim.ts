import type { Rng } from '@m3net/tensor'
import { Tensor } from '@m3net/tensor'
import { check, checkChoice, checkWhole } from '../check-options.ts'
import { turnOf } from '../elementary.ts'
import { rowsOf } from '../rows-of.ts'
import { istft } from './istft.ts'
import type { StftOptions } from './stft.ts'
import { stft } from './stft.ts'

/** Options of {@link griffinLim}; all but `fft` may be left out. */
export interface GriffinLimOptions extends Omit<StftOptions, 'center'> {
  /** What the rows hold: 2 for powers (the default), 1 for magnitudes. */
  power?: 1 | 2
  /** Default 32. */
  iterations?: number
  /** From 0, the method of 1984, to below 1; 0.99 by default: the fast method of 2013. */
  momentum?: number
  /** Where the first phases come from; all are 0 without it. */
  rng?: Pick<Rng, 'uniform'>
}

/**
 * A signal whose spectrogram is near the given one, [frames, floor(fft / 2) + 1] -> [(frames - 1) hop]: phases are found by
 * going back and forth between signal and spectra. Frames are taken to be centred: of a spectrogram that is not, the
 * signal begins fft / 2 samples late. torchaudio.functional.griffinlim.
 * Sources: Griffin and Lim 1984; Perraudin, Balazs and Sondergaard, A Fast Griffin-Lim Algorithm, 2013.
 * @throws RangeError when an option cannot be met, or the frames are too few.
 */
export function griffinLim(options: GriffinLimOptions): (rows: Tensor) => Float32Array {
  const { power = 2, iterations = 32, momentum = 0.99, rng } = options
  checkChoice('griffinLim', 'power', power, 1, 2)
  checkWhole('griffinLim', 'iterations', iterations, 0)
  check('griffinLim', momentum >= 0 && momentum < 1, `momentum is ${momentum}`, 'at least 0 and less than 1')
  const forward = stft({ ...options, center: true })
  const inverse = istft({ ...options, center: true })
  const { fft, hop } = forward.options
  const share = momentum / (1 + momentum) // of the step before
  return (rows) => {
    const data = rowsOf('griffinLim', rows, (fft >> 1) + 1)
    const [frames] = rows.shape
    const least = Math.floor((fft >> 1) / hop) + 2
    check('griffinLim', frames >= least, `there are ${frames} frames`, `at least ${least}`)
    const magnitudes = power === 1 ? data : data.map(Math.sqrt)
    const real = new Float32Array(data.length)
    const imaginary = new Float32Array(data.length)
    for (let i = 0; i < data.length; i++) {
      const turns = rng?.uniform() ?? 0
      const [cos, sin] = turnOf(turns)
      real[i] = magnitudes[i] * cos
      imaginary[i] = magnitudes[i] * sin
    }
    const spectra = { real: Tensor.from(real, rows.shape), imaginary: Tensor.from(imaginary, rows.shape) }
    let before: Float32Array[] = [new Float32Array(data.length), new Float32Array(data.length)]
    for (let n = 0; n < iterations; n++) {
      const rebuilt = forward(inverse(spectra))
      const after = [rebuilt.real.data as Float32Array, rebuilt.imaginary.data as Float32Array]
      for (let i = 0; i < data.length; i++) {
        const re = after[0][i] - share * before[0][i]
        const im = after[1][i] - share * before[1][i]
        const scale = magnitudes[i] / (Math.sqrt(re * re + im * im) + 1e-16)
        real[i] = re * scale
        imaginary[i] = im * scale
      }
      before = after
    }
    return inverse(spectra)
  }
}
