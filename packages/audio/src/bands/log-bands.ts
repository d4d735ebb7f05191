import { Tensor } from '@m3net/tensor'
import type { AudioKernels } from '../audio-kernels.ts'
import { check, checkChoice } from '../check-options.ts'
import { decibelScale, scaledLog } from '../decibels.ts'
import type { FrameOptions } from '../frames/frame-options.ts'
import { checkFrames } from '../frames/frame-options.ts'
import { framePowers } from '../frames/frame-powers.ts'
import type { Framed, FrameRows } from '../frames/framed.ts'
import { framed } from '../frames/framed.ts'
import { withDefaults } from '../with-defaults.ts'
import { applyBands, melBands } from './mel-bands.ts'

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

/** What computes the features, row after row. Streams share it, since each push runs to its end. */
export type LogBandRows = FrameRows<Float32Array>

/** Fills in the defaults, which are those of logMel, and checks them; errors begin with `op`. */
export function logBandSettings(op: string, options: Partial<LogBandSettings>): LogBandSettings {
  const { fft = 512 } = options
  const defaults: LogBandSettings = {
    sampleRate: 16000,
    fft,
    window: Math.min(480, fft),
    shape: 'hann',
    hop: 160,
    center: false,
    power: 2,
    floor: 1e-6,
    log: 'natural',
  }
  const settings = withDefaults(defaults, options)
  const { floor } = settings
  checkFrames(op, settings)
  checkChoice(op, 'power', settings.power, 1, 2)
  checkChoice(op, 'log', settings.log, 'natural', 'decibel', 'none')
  check(op, floor > 0, `floor is ${floor}`, 'a positive number')
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
  const rows = kernels?.logBands(settings, bands, weights) ?? plainRows(settings, bands, weights)
  return framed(op, settings, (samples, count) => Tensor.from(rows(samples, count), [count, bands]))
}

/** The plain way, in float64. */
function plainRows(settings: LogBandSettings, bands: number, weights: Float32Array): LogBandRows {
  const { hop, power, log, floor } = settings
  const powers = framePowers(settings, power)
  const bank = melBands(weights, bands)
  return (samples, count) => {
    const rows = new Float32Array(count * bands)
    for (let t = 0; t < count; t++) applyBands(bank, powers(samples, t * hop), rows, t * bands)
    if (log !== 'none') scaledLog(rows, floor, log === 'natural' ? 1 : decibelScale(power))
    return rows
  }
}
