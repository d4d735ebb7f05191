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

// A float32 is 2^k (1 + i / 128) plus a rest: k, i and the rest are its 9, 7 and 16 bits. About the middle of the 128th,
// c = 1 + (i + 0.5) / 128, ln x = k ln 2 + ln c + ln(1 + r) with |r| < 1 / 256. Three times as fast as log (Node 20), which
// takes what is no normal float32, such as a floor beyond all of them.
const middles = /* @__PURE__ */ new Float64Array(128).map((_, i) => 1 + (i + 0.5) / 128)
const units = /* @__PURE__ */ middles.map((c) => 2 ** -23 / c)
const logarithms = /* @__PURE__ */ middles.map(log)

/** values = scale * ln(max(values, floor)) in place, to float32's rounding; a NaN stays one. */
export function scaledLog(values: Float32Array, floor: number, scale: number): void {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length)
  for (let j = 0; j < values.length; j++) {
    const value = Math.max(values[j], floor)
    values[j] = value
    if (value > 2e-38 && value < 3e38) {
      const i = (bits[j] >> 16) & 127
      const r = ((bits[j] & 0xffff) - 0x8000) * units[i]
      const rest = r - r * r * (1 / 2 - r * (1 / 3 - r * (1 / 4 - r * (1 / 5))))
      values[j] = scale * (((bits[j] >> 23) - 127) * Math.LN2 + (logarithms[i] + rest))
    } else values[j] = scale * log(value)
  }
}

/** What {@link scaledLog} needs to give decibels of powers (2) or magnitudes (1). */
export function decibelScale(power: 1 | 2): number {
  return (2 / power) * (10 / Math.LN10)
}

/** The factor that so many decibels are for amplitudes. */
export function fromDecibels(decibels: number): number {
  return exp((decibels * Math.LN10) / 20)
}
