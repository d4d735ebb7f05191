import { Tensor } from '@m3net/tensor'
import { check, checkChoice, checkWhole } from '../check-options.ts'
import { cosTurns, sinTurns } from '../elementary.ts'
import { rowsOf } from '../rows-of.ts'
import { withDefaults } from '../with-defaults.ts'

/** What {@link dct} keeps and how it scales it. */
export interface DctSettings {
  /** How many coefficients of each row, from the lowest on: at most as many as it has numbers. */
  coefficients: number
  /** 'ortho': the transform keeps lengths; 'none': twice the plain sum, as scipy.fft.dct and torchaudio have it. */
  norm: 'ortho' | 'none'
  /** Coefficient k is multiplied by 1 + lifter / 2 sin(pi k / lifter), as HTK and Kaldi do; 0 leaves it as it is. */
  lifter: number
}

/**
 * The discrete cosine transform (II) of rows, [frames, size] -> [frames, coefficients]:
 * y(k) = s(k) sum_n x(n) cos(pi k (n + 1/2) / size), s(k) = sqrt(2 / size), and sqrt(1 / size) for k = 0. Left out,
 * `coefficients` is size, `norm` 'ortho', `lifter` 0. Source of the lifter: HTK Book, section 5.6.
 * @throws RangeError when an option cannot be met.
 */
export function dct(size: number, options: Partial<DctSettings> = {}): (rows: Tensor) => Tensor {
  return dctOf('dct', size, withDefaults({ coefficients: size, norm: 'ortho', lifter: 0 }, options))
}

/** Numbers of a matrix, 128 MB: counts that want more are mistakes. */
const MOST = 2 ** 24

/** {@link dct}; errors begin with `op`. */
export function dctOf(op: string, size: number, { coefficients, norm, lifter }: DctSettings): (rows: Tensor) => Tensor {
  checkWhole(op, 'size', size, 1, 2 ** 16)
  checkWhole(op, 'coefficients', coefficients, 1, Math.min(size, Math.floor(MOST / size)))
  checkChoice(op, 'norm', norm, 'ortho', 'none')
  check(op, lifter >= 0 && lifter < Infinity, `lifter is ${lifter}`, '0 or more')
  const matrix = new Float64Array(coefficients * size)
  for (let k = 0; k < coefficients; k++) {
    const scale = norm === 'none' ? 2 : Math.sqrt((k === 0 ? 1 : 2) / size)
    const lift = lifter === 0 ? 1 : 1 + (lifter / 2) * sinTurns(k / (2 * lifter))
    for (let n = 0; n < size; n++) matrix[k * size + n] = scale * lift * cosTurns((k * (2 * n + 1)) / (4 * size))
  }
  return (rows) => {
    const data = rowsOf(op, rows, size)
    const [frames] = rows.shape
    const out = new Float32Array(frames * coefficients)
    for (let i = 0, from = 0; i < out.length; from += size) {
      for (let at = 0; at < matrix.length; at += size, i++) {
        let sum = 0
        for (let n = 0; n < size; n++) sum += matrix[at + n] * data[from + n]
        out[i] = sum
      }
    }
    return Tensor.from(out, [frames, coefficients])
  }
}
