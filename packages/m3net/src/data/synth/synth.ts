import { writeWav } from '@m3net/audio/files'
import { Rng } from '@m3net/tensor'
import { DatasetError } from '../dataset-error.ts'
import { byCodeUnit } from '../files.ts'
import type { FileEntry, Files } from '../files.ts'
import { colouredNoise } from './noise.ts'
import { levelled, mixInto, power, synthRate } from './oscillator.ts'
import { recipes } from './recipes.ts'

/** The sixteen classes, sorted. */
export const synthLabels: readonly string[] = Object.keys(recipes).sort(byCodeUnit)

export interface SynthOptions {
  /** Clips of each class. Default 60. */
  clips?: number
  /** Default 0. */
  seed?: string | number
  /** Some of `synthLabels`; all where absent. */
  labels?: readonly string[]
}

/** One made clip: 1 s, mono, at `synthRate` (16 kHz), full scale [-1, 1]. */
export interface SynthClip {
  path: string
  label: string
  samples: Float32Array
}

/**
 * A made-up data set that has to be heard in time. Each clip of 1 s holds one sound of 0.6 to 0.85 s (see `recipes`) at a
 * random place, over background noise of random colour 10 to 26 dB below it, at a random level between -30 and -10 dB. A clip
 * depends on the seed, its class and its number only: more clips leave the first ones as they were.
 */
export function* synthesise(options: SynthOptions = {}): Generator<SynthClip, void, undefined> {
  for (const { path, label } of synthPaths(options)) {
    yield { path, label, samples: synthClip(label, new Rng(options.seed ?? 0).split(path)) }
  }
}

/** One clip [16000] of a class. Throws a RangeError for a class that is not in `synthLabels`. */
export function synthClip(label: string, rng: Rng): Float32Array {
  const recipe = Object.hasOwn(recipes, label) ? recipes[label] : undefined
  if (!recipe) throw new RangeError(`synthClip: there is no class ${label}; wanted one of ${synthLabels.join(', ')}`)
  const length = Math.round(synthRate * rng.uniform(0.6, 0.85))
  const decibels = (low: number, high: number): number => power(10, rng.uniform(low, high) / 20)
  const onset = rng.integer(synthRate - length)
  const sound = levelled(recipe(length, rng), 1)
  const clip = levelled(colouredNoise(synthRate, rng), decibels(-26, -10))
  mixInto(clip, sound, onset)
  levelled(clip, decibels(-30, -10))
  return clip.map((sample) => Math.max(-1, Math.min(1, sample)))
}

/** The same clips as a data set in memory, a folder per class; each WAV file is made when it is read. */
export function synthFiles(options: SynthOptions = {}): Files {
  const labels = new Map([...synthPaths(options)].map(({ path, label }) => [path, label]))
  const seed = options.seed ?? 0
  // 16-bit samples behind a header of 44 bytes.
  const size = 44 + 2 * synthRate
  return {
    list: async () =>
      [...labels.keys()].map((path): FileEntry => ({ path, size })).sort((a, b) => byCodeUnit(a.path, b.path)),
    read: async (path, limit) => {
      const label = labels.get(path)
      if (label === undefined) {
        throw new DatasetError(`read: there is no file ${path}; wanted one of the ${labels.size} listed`, { path })
      }
      const samples = synthClip(label, new Rng(seed).split(path))
      const bytes = writeWav({ sampleRate: synthRate, channels: [samples] })
      return limit === undefined ? bytes : bytes.subarray(0, limit)
    },
  }
}

function* synthPaths({ clips = 60, labels = synthLabels }: SynthOptions): Generator<{ path: string; label: string }> {
  for (const label of labels) {
    for (let i = 0; i < clips; i++) yield { path: `${label}/${String(i).padStart(4, '0')}.wav`, label }
  }
}
