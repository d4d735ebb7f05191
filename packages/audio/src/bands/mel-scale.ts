import { checkChoice } from '../check-options.ts'
import { exp, log } from '../elementary.ts'

/**
 * Which formula tells how high a frequency sounds: HTK's or that of Slaney's Auditory Toolbox; or 'linear', the frequency
 * itself, as linear-frequency cepstra have it.
 */
export type MelScale = 'htk' | 'slaney' | 'linear'

// Slaney 1998: linear below 1000 Hz at 3 mel for 200 Hz, then 27 mel for a factor of 6.4.
const step = 200 / 3
const knee = 1000
const kneeMel = 15
const logStep = (): number => log(6.4) / 27

/** Hz to mel: 2595 log10(1 + f / 700) (HTK Book, section 5.4), or Slaney's. @throws RangeError for other scales. */
export function hzToMel(hz: number, scale: MelScale = 'htk'): number {
  checkChoice('hzToMel', 'scale', scale, 'htk', 'slaney', 'linear')
  return melOf(hz, scale)
}

/** Mel to Hz, the inverse of {@link hzToMel}. @throws RangeError for other scales. */
export function melToHz(mel: number, scale: MelScale = 'htk'): number {
  checkChoice('melToHz', 'scale', scale, 'htk', 'slaney', 'linear')
  return hzOf(mel, scale)
}

/** {@link hzToMel}, of a scale that was checked. */
export function melOf(hz: number, scale: MelScale): number {
  if (scale === 'linear') return hz
  if (scale === 'htk') return (2595 / Math.LN10) * log(1 + hz / 700)
  return hz < knee ? hz / step : kneeMel + log(hz / knee) / logStep()
}

/** {@link melToHz}, of a scale that was checked. */
export function hzOf(mel: number, scale: MelScale): number {
  if (scale === 'linear') return mel
  if (scale === 'htk') return 700 * (exp((mel * Math.LN10) / 2595) - 1)
  return mel < kneeMel ? mel * step : knee * exp(logStep() * (mel - kneeMel))
}
