import { checkBand, checkWhole } from '../check-options.ts'
import { cosTurns, exp, log, sinTurns } from '../elementary.ts'
import { withDefaults } from '../with-defaults.ts'

// Glasberg and Moore 1990 as Slaney 1993 has it: a filter at f Hz is as wide as one of f / 9.26449 + 24.7 Hz.
const quality = 9.26449
const narrowest = 24.7

/** At which frequencies the filters stand. */
export interface GammatoneBands {
  /** Hz. Default 16000. */
  sampleRate: number
  /** Number of bands. Default 64. */
  bands: number
  /** Frequency of the lowest band, in Hz. Default 50. */
  low: number
  /** The highest band stands one step below it, in Hz. Default sampleRate / 2. */
  high: number
}

/** Fills in the defaults and checks them; errors begin with `op`. */
export function gammatoneBands(op: string, options: Partial<GammatoneBands>): GammatoneBands {
  const { sampleRate = 16000 } = options
  const settings = withDefaults({ sampleRate, bands: 64, low: 50, high: sampleRate / 2 }, options)
  checkWhole(op, 'bands', settings.bands, 1, 2 ** 16)
  checkBand(op, sampleRate, settings.low, settings.high)
  return settings
}

/** Frequencies from `low` on, evenly spaced as the ear resolves them, in Hz: Slaney's ERBSpace, lowest first. */
export function erbSpace({ bands, low, high }: GammatoneBands): Float64Array {
  const offset = quality * narrowest
  const step = (log(high + offset) - log(low + offset)) / bands
  return Float64Array.from({ length: bands }, (_, m) => (low + offset) * exp(m * step) - offset)
}

/** Distance of the pole of the filter at `hz` from 0: a filter 1.019 times as wide as the ear's. */
export function poleRadius(hz: number, sampleRate: number): number {
  return exp((-2 * Math.PI * 1.019 * (hz / quality + narrowest)) / sampleRate)
}

/**
 * How much a gammatone filter of order 4, Re 1 / (1 - pole / z)^4 with the pole at `center` Hz, lets pass at `hz`. Divided
 * by what it is at `center`, it is the response of scipy.signal.gammatone(center, 'iir').
 * Source: Slaney, An Efficient Implementation of the Patterson-Holdsworth Auditory Filter Bank, Apple TR 35, 1993.
 */
export function gammatoneResponse(center: number, hz: number, sampleRate: number): number {
  const radius = poleRadius(center, sampleRate)
  const [ar, ai] = fourthPower(radius, (center - hz) / sampleRate)
  const [br, bi] = fourthPower(radius, (-center - hz) / sampleRate)
  return length(ar + br, ai + bi) / (2 * length(ar, ai) * length(br, bi))
}

/** (1 - radius exp(2 pi i turns))^4. */
function fourthPower(radius: number, turns: number): [number, number] {
  const re = 1 - radius * cosTurns(turns)
  const im = -radius * sinTurns(turns)
  const squareRe = re * re - im * im
  const squareIm = 2 * re * im
  return [squareRe * squareRe - squareIm * squareIm, 2 * squareRe * squareIm]
}

function length(re: number, im: number): number {
  return Math.sqrt(re * re + im * im)
}
