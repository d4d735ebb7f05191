import type { Rng } from '@m3net/tensor'
import { check } from '../check-options.ts'
import { fromDecibels } from '../decibels.ts'
import { exp } from '../elementary.ts'
import { checkRange, type Augmentation, type Range } from './augmentation.ts'
import { convolve } from './convolve.ts'

/** A room without geometry. */
export interface Room {
  /** Hz. */
  sampleRate: number
  /** Seconds in which the reverberation fades by 60 dB. */
  fade: number
  /** Decibels of the direct sound's energy over that of the reverberation: less farther away from the source. */
  direct: number
}

/**
 * An impulse response, [fade * sampleRate]: the direct sound, 1, and Gaussian noise that decays exponentially, as late
 * reverberation does where echoes are dense. Sources: J. A. Moorer, About this reverberation business, Computer Music
 * Journal 3(2), 1979; J.-D. Polack, La transmission de l'energie sonore dans les salles, 1988.
 */
export function roomResponse({ sampleRate, fade, direct }: Room, rng: Rng): Float32Array {
  const samples = Math.max(1, Math.round(fade * sampleRate))
  const tail = new Float64Array(samples)
  let energy = 0
  for (let i = 1; i < samples; i++) {
    tail[i] = rng.normal() * exp((-3 * Math.LN10 * i) / samples)
    energy += tail[i] * tail[i]
  }
  const scale = energy > 0 ? 1 / (fromDecibels(direct) * Math.sqrt(energy)) : 0
  return Float32Array.from(tail, (sample, i) => (i === 0 ? 1 : scale * sample))
}

export interface ReverberationOptions {
  /** Hz. */
  sampleRate: number
  /** As of a {@link Room}, in seconds; default 0.2 to 0.8. */
  fade?: Range
  /** As of a {@link Room}, in decibels; default 0 to 15. */
  direct?: Range
}

/**
 * Puts a signal into a random room. The direct sound stays where and as loud as it was; what fades after the end is cut
 * off.
 */
export function reverberate({ sampleRate, fade = [0.2, 0.8], direct = [0, 15] }: ReverberationOptions): Augmentation {
  check('reverberate', sampleRate > 0 && sampleRate < Infinity, `sampleRate is ${sampleRate} Hz`, 'a positive number')
  checkRange('reverberate', 'fade', fade, 0, 20)
  checkRange('reverberate', 'direct', direct)
  return (signal, rng) => {
    const room = { sampleRate, fade: rng.uniform(...fade), direct: rng.uniform(...direct) }
    return convolve(signal, roomResponse(room, rng)).slice(0, signal.length)
  }
}
