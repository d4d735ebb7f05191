import { check, checkChoice } from './check-options.ts'
import { exp, log } from './elementary.ts'

/** Options of {@link amplitudeToDb}. */
export interface DecibelOptions {
  /** What the values are: 2 for powers (the default), 1 for magnitudes. */
  power?: 1 | 2
  /** Values below count as this. Default 1e-10. */
  floor?: number
  /** The value of 0 dB. Default 1. */
  reference?: number
}

/**
 * Decibels: (20 / power) log10(max(value, floor) / max(reference, floor)). torchaudio.functional.amplitude_to_DB without its
 * top_db, because a clip's own maximum is not known while it streams.
 * @throws RangeError when floor or reference is not positive, or power neither 1 nor 2.
 */
export function amplitudeToDb(
  values: Float32Array,
  { power = 2, floor = 1e-10, reference = 1 }: DecibelOptions = {},
): Float32Array {
  check('amplitudeToDb', floor > 0 && reference > 0, `floor is ${floor} and reference ${reference}`, 'positive numbers')
  checkChoice('amplitudeToDb', 'power', power, 1, 2)
  const out = values.slice()
  const scale = decibelScale(power)
  scaledLog(out, floor, scale)
  const shift = scale * log(Math.max(reference, floor))
  return shift === 0 ? out : out.map((value) => value - shift)
}

/** values = scale * ln(max(values, floor)) in place; a NaN stays one. */
export function scaledLog(values: Float32Array, floor: number, scale: number): void {
  for (let i = 0; i < values.length; i++) values[i] = scale * log(Math.max(values[i], floor))
}

/** What {@link scaledLog} needs to give decibels of powers (2) or magnitudes (1). */
export function decibelScale(power: 1 | 2): number {
  return (2 / power) * (10 / Math.LN10)
}

/** The factor that so many decibels are for amplitudes. */
export function fromDecibels(decibels: number): number {
  return exp((decibels * Math.LN10) / 20)
}
