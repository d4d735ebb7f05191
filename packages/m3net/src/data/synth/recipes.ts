import type { Rng } from '@m3net/tensor'
import { bandNoise } from './noise.ts'
import { faded, glide, mixInto, power, shaped, sine, synthRate, tone } from './oscillator.ts'
import { spoken, vowels } from './vowels.ts'

/** Makes one sound of n samples; pitch, tempo and phase are drawn from rng. */
export type Recipe = (n: number, rng: Rng) => Float32Array

const up = (time: number): number => time
const upDown = (time: number): number => 1 - Math.abs(2 * time - 1)

const backwards =
  (recipe: Recipe): Recipe =>
  (n, rng) =>
    recipe(n, rng).reverse()

/** A tone that walks through one to two octaves along `path` from 0 to 1. */
const sweep =
  (path: (time: number) => number): Recipe =>
  (n, rng) => {
    const low = glide(250, 700, rng.uniform())
    const high = low * power(2, rng.uniform(1, 2))
    return faded(
      tone(n, rng.uniform(0, 6), (time) => glide(low, high, path(time))),
      200,
    )
  }

/** Vibrato: pitch swings by a third of an octave, 4 to 8 times a second. */
const siren: Recipe = (n, rng) => {
  const centre = glide(400, 2000, rng.uniform())
  const swings = (rng.uniform(4, 8) * n) / synthRate
  const start = rng.uniform(0, 6)
  return faded(
    tone(n, 0, (time) => centre * power(2, 0.33 * sine(2 * Math.PI * swings * time + start))),
    200,
  )
}

/** Tremolo: three tones over the siren's band, their level swinging at the siren's pace. */
const tremolo: Recipe = (n, rng) => {
  const centre = glide(400, 2000, rng.uniform())
  const swings = (rng.uniform(4, 8) * n) / synthRate
  const start = rng.uniform(0, 6)
  const sound = new Float32Array(n)
  for (const octaves of [-0.3, 0, 0.3])
    mixInto(
      sound,
      tone(n, rng.uniform(0, 6), () => centre * power(2, octaves)),
      0,
    )
  const swing = shaped(n, (time) => 0.5 + 0.5 * sine(2 * Math.PI * swings * time + start))
  return faded(
    sound.map((sample, i) => sample * swing[i]),
    200,
  )
}

/** Short knocks of band noise, so many a second. */
const clicks =
  (low: number, high: number): Recipe =>
  (n, rng) => {
    const band = { centre: glide(500, 4000, rng.uniform()), width: 600, rng }
    const step = Math.round(synthRate / rng.uniform(low, high))
    const sound = new Float32Array(n)
    for (let at = 0; at < n; at += step) {
      mixInto(
        sound,
        bandNoise(240, band).map((sample, i) => sample * (1 - i / 240)),
        at,
      )
    }
    return sound
  }

/** Two bursts of band noise with a gap, the first short, the second long. */
const shortLong: Recipe = (n, rng) => {
  const band = { centre: glide(500, 4000, rng.uniform()), width: 500, rng }
  const short = Math.round(n * rng.uniform(0.08, 0.14))
  const gap = Math.round(n * rng.uniform(0.2, 0.3))
  const sound = new Float32Array(n)
  mixInto(sound, faded(bandNoise(short, band), 80), 0)
  mixInto(sound, faded(bandNoise(n - short - gap, band), 80), short + gap)
  return sound
}

/** A struck bell by frequency modulation (Chowning, J. Audio Eng. Soc. 21, 1973): dull, loud and bright first. */
const bell: Recipe = (n, rng) => {
  const carrier = glide(300, 1200, rng.uniform())
  const ratio = rng.uniform(1.3, 1.7)
  const decay = rng.uniform(4, 7)
  const modulator = tone(n, 0, () => carrier * ratio)
  return tone(n, 0, () => carrier).map((_, i) => {
    const envelope = power(Math.E, (-decay * i) / n)
    return envelope * sine((2 * Math.PI * carrier * i) / synthRate + 4 * envelope * modulator[i])
  })
}

/** Four to six pulses, each higher than the one before by two to four semitones. */
const pulses: Recipe = (n, rng) => {
  const many = 4 + rng.integer(3)
  const first = glide(350, 1100, rng.uniform())
  const step = power(2, rng.uniform(2, 4) / 12)
  const sound = new Float32Array(n)
  const length = Math.floor(n / many)
  for (let k = 0; k < many; k++) {
    const pulse = tone(Math.round(length * 0.65), rng.uniform(0, 6), () => first * power(step, k))
    mixInto(sound, faded(pulse, 100), k * length)
  }
  return sound
}

/**
 * Eight pairs. The two of a pair have the same pitches, bands and levels drawn in the same way and differ in their order in
 * time (siren and tremolo, slow and fast clicks: in their movement): no long-term spectrum tells them apart.
 */
export const recipes: Readonly<Record<string, Recipe>> = {
  'rising-chirp': sweep(up),
  'falling-chirp': backwards(sweep(up)),
  'up-down': sweep(upDown),
  'down-up': sweep((time) => 1 - upDown(time)),
  siren,
  tremolo,
  'slow-clicks': clicks(5, 7),
  'fast-clicks': clicks(11, 15),
  'short-long': shortLong,
  'long-short': backwards(shortLong),
  'aa-ee': spoken(vowels.aa, vowels.ee),
  'ee-aa': spoken(vowels.ee, vowels.aa),
  bell,
  'reversed-bell': backwards(bell),
  'rising-pulses': pulses,
  'falling-pulses': backwards(pulses),
}
