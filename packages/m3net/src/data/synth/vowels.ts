import type { Rng } from '@m3net/tensor'
import { faded, glide, mixInto, power, tone } from './oscillator.ts'

/** Formants in Hz (Peterson and Barney, J. Acoust. Soc. Am. 24, 1952, men, rounded). */
export const vowels = {
  aa: [730, 1090, 2440],
  ee: [270, 2290, 3010],
} as const

/** A word of two vowels, the first fading into the second, on a voice of random pitch that drifts by a few semitones. */
export const spoken =
  (from: readonly number[], to: readonly number[]) =>
  (n: number, rng: Rng): Float32Array => {
    const pitch = glide(100, 250, rng.uniform())
    const end = pitch * rng.uniform(0.85, 1.15)
    // Voices differ in the length of their vocal tract: all formants move together.
    const tract = rng.uniform(0.9, 1.15)
    const sound = new Float32Array(n)
    const turn = rng.uniform(0.3, 0.7)
    for (let k = 1; k * Math.max(pitch, end) < 4000; k++) {
      const [first, second] = [from, to].map((formants) => loudness((k * (pitch + end)) / 2, formants, tract))
      const harmonic = tone(n, rng.uniform(0, 6), (time) => k * (pitch + (end - pitch) * time))
      const voiced = harmonic.map((sample, i) => {
        const share = Math.min(1, Math.max(0, 0.5 + 4 * (i / n - turn)))
        return sample * (first + (second - first) * share)
      })
      mixInto(sound, voiced, 0)
    }
    return faded(sound, 400)
  }

/** How loud a harmonic is under three resonances 120 Hz wide, the higher ones weaker. */
function loudness(frequency: number, formants: readonly number[], tract: number): number {
  return formants.reduce((sum, formant, i) => {
    const distance = (frequency - formant * tract) / 120
    return sum + power(0.7, i) / (1 + distance * distance)
  }, 0)
}
