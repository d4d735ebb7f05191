import { Tensor } from '@m3net/tensor'
import type { AudioKernels } from '../audio-kernels.ts'
import { checkChoice } from '../check-options.ts'
import { decibelScale, scaledLog } from '../decibels.ts'
import type { FrameOptions } from '../frames/frame-options.ts'
import { checkFrames } from '../frames/frame-options.ts'
import { frameSpectrum } from '../frames/frame-spectrum.ts'
import type { Framed } from '../frames/framed.ts'
import { framed } from '../frames/framed.ts'
import type { FrameCutter } from '../frames/frame-cutter.ts'
import { MelBands } from './mel-bands.ts'

/** How the spectra of frames become energies of bands. */
export interface LogBandSettings extends FrameOptions {
  /** Hz. */
  sampleRate: number
  /** What the bands sum up: 2 for powers, 1 for magnitudes. */
  power: 1 | 2
  /** Band sums below count as this, in the units of `power`. */
  floor: number
  /** 'natural' logarithm, 'decibel', or 'none' for the plain sums (the floor then has no effect). */
  log: 'natural' | 'decibel' | 'none'
}

/** What computes the features; streams share it, since each push runs to its end. */
export interface LogBandRows {
  /** Takes `count` frames and gives their features, row after row. */
  rows(cutter: FrameCutter, count: number): Float32Array
}

/** Fills in the defaults, which are those of logMel, and checks them; errors begin with `op`. */
export function logBandSettings(op: string, options: Partial<LogBandSettings>): LogBandSettings {
  const { sampleRate = 16000, fft = 512, window = Math.min(480, fft), shape = 'hann', hop = 160 } = options
  const { center = false, power = 2, floor = 1e-6, log = 'natural' } = options
  const settings = { sampleRate, fft, window, shape, hop, center, power, floor, log }
  checkFrames(op, settings)
  checkChoice(op, 'power', power, 1, 2)
  checkChoice(op, 'log', log, 'natural', 'decibel', 'none')
  if (!(floor > 0)) throw new RangeError(`${op}: floor is ${floor}; wanted a positive number`)
  return settings
}

/**
 * Spectra summed by a filter bank, `weights` [bins, `bands`], in logarithms: [frames, bands]. Errors begin with `op`.
 */
export function logBands<Settings extends LogBandSettings>(
  op: string,
  settings: Settings,
  bands: number,
  weights: Float32Array,
  kernels: AudioKernels | null | undefined,
): Framed<Settings, Tensor> {
  const engine = kernels?.logBands(settings, bands, weights) ?? plainRows(settings, bands, weights)
  return framed(op, Object.freeze(settings), (cutter, count) => Tensor.from(engine.rows(cutter, count), [count, bands]))
}

/** The plain way, in float64. */
function plainRows(settings: LogBandSettings, bands: number, weights: Float32Array): LogBandRows {
  const { power, log, floor } = settings
  const spectrum = frameSpectrum(settings)
  const bank = new MelBands(weights, bands)
  return {
    rows(cutter, count) {
      const rows = new Float32Array(count * bands)
      for (let at = 0; at < rows.length; at += bands) bank.apply(spectrum.nextPowers(cutter, power), rows, at)
      if (log !== 'none') scaledLog(rows, floor, log === 'natural' ? 1 : decibelScale(power))
      return rows
    },
  }
}
