import { Tensor } from '@m3net/tensor'
import { FrameCutter } from './frame-cutter.ts'
import type { FrameOptions } from './frame-options.ts'
import { checkFrames } from './frame-options.ts'
import { RealFft } from './real-fft.ts'
import { reflect } from './reflect.ts'
import { windowOf } from './window-of.ts'

/** Options of {@link stft} and {@link spectrogram}; all but `fft` may be left out. */
export type StftOptions = Partial<FrameOptions> & Pick<FrameOptions, 'fft'>

/** Options of {@link spectrogram}. */
export type SpectrogramOptions = StftOptions & {
  /** 2 for power, the default, 1 for magnitude. */
  power?: 1 | 2
}

/**
 * Short-time Fourier transform of `signal` [samples]: `real` and `imaginary`, each [frames, fft / 2 + 1]. Left out,
 * `window` is fft, `shape` 'hann', `hop` floor(fft / 4), `center` false. The numbers are torch.stft's (whose result is
 * [bins, frames], whose window is rectangular and whose frames are centred unless told otherwise).
 * @throws RangeError when fft is no power of two, the window is longer, or a centred signal too short to be mirrored.
 */
export function stft(signal: Float32Array, options: StftOptions): { real: Tensor; imaginary: Tensor } {
  const reals: Float32Array[] = []
  const imaginaries: Float32Array[] = []
  const bins = options.fft / 2 + 1
  eachFrame('stft', signal, options, (real, imaginary) => {
    reals.push(Float32Array.from(real))
    imaginaries.push(Float32Array.from(imaginary))
  })
  return { real: stack(reals, bins), imaginary: stack(imaginaries, bins) }
}

/**
 * Power |X|^2 or magnitude |X| of the {@link stft}, [frames, fft / 2 + 1]: torchaudio.functional.spectrogram without
 * normalisation, its axes exchanged.
 * @throws RangeError as stft does.
 */
export function spectrogram(signal: Float32Array, { power = 2, ...options }: SpectrogramOptions): Tensor {
  checkPower('spectrogram', power)
  const rows: Float32Array[] = []
  eachFrame('spectrogram', signal, options, (real, imaginary) => {
    const row = new Float64Array(real.length)
    powers(real, imaginary, row)
    rows.push(Float32Array.from(power === 1 ? row.map(Math.sqrt) : row))
  })
  return stack(rows, options.fft / 2 + 1)
}

/** Throws unless power is 1 or 2. */
export function checkPower(op: string, power: number): void {
  if (power !== 1 && power !== 2)
    throw new RangeError(`${op}: power is ${power}; wanted 2 for power or 1 for magnitude`)
}

/** row = real^2 + imaginary^2. */
export function powers(real: Float64Array, imaginary: Float64Array, row: Float64Array): void {
  for (let k = 0; k < row.length; k++) row[k] = real[k] * real[k] + imaginary[k] * imaginary[k]
}

type FrameVisitor = (real: Float64Array, imaginary: Float64Array) => void

function eachFrame(op: string, signal: Float32Array, options: StftOptions, visit: FrameVisitor): void {
  const { fft, window = fft, shape = 'hann', hop = Math.max(1, Math.floor(fft / 4)), center = false } = options
  const frames = { fft, window, shape, hop, center }
  const plan = new RealFft(fft)
  checkFrames(op, frames)
  const cutter = new FrameCutter(frames)
  const taper = windowOf(shape, window)
  const frame = new Float64Array(fft)
  const real = new Float64Array(plan.bins)
  const imaginary = new Float64Array(plan.bins)
  const count = cutter.push(center ? reflect(op, signal, fft / 2) : signal)
  for (let t = 0; t < count; t++) {
    cutter.next(taper, frame)
    plan.forward(frame, real, imaginary)
    visit(real, imaginary)
  }
}

function stack(rows: readonly Float32Array[], columns: number): Tensor {
  const values = new Float32Array(rows.length * columns)
  rows.forEach((row, t) => values.set(row, t * columns))
  return Tensor.from(values, [rows.length, columns])
}
