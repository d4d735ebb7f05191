import { Rng } from '@m3net/tensor'
import { readAudioHeader } from '../audio-header.ts'
import { count, parts } from '../dataset.ts'
import type { Item, Part } from '../dataset.ts'
import { DatasetError } from '../dataset-error.ts'
import type { Listing } from '../listing.ts'

/** The ten words of the 10- and 12-class variants (Warden 2018, section 6). */
export const tenWords: readonly string[] = ['yes', 'no', 'up', 'down', 'left', 'right', 'on', 'off', 'stop', 'go']

/** Unknown and silence are each this share of the ten words' clips, in every part (Warden 2018, 7.1: 408 of 4,074 in test). */
const share = 0.1

/** Length of a silence clip in seconds, whatever length is trained at: as the words, it is padded where that is longer. */
const silenceSeconds = 1

/** Where in a noise recording each part's silence is cut, as shares of its length: no second of noise is in two parts. */
const silenceRange: Readonly<Record<Part, readonly [number, number]>> = {
  train: [0, 0.8],
  validation: [0.8, 0.9],
  test: [0.9, 1],
}

/**
 * Ten words, `_unknown_` and `_silence_`. In each part, of n clips of the ten words: ceil(n / 10) unknown clips, drawn without
 * putting back from that part's clips of all other words; and ceil(n / 10) silence clips of 1 s, cut at a random place of a
 * random recording of `_background_noise_` and multiplied by a gain uniform in [0, 1). Both are drawn once, from the seed. The
 * published test archive of the data set draws its own 408 + 408; the numbers agree, the clips do not.
 */
export async function twelveClasses(
  listing: Listing,
  all: readonly Item[],
  { seed, notes }: { seed: string | number; notes: string[] },
): Promise<Item[]> {
  const rng = new Rng(seed).split('speech-commands 12')
  const noises = await noiseLengths(listing)
  const items: Item[] = []
  for (const part of parts) {
    const here = all.filter((item) => item.part === part)
    const known = here.filter(({ label }) => tenWords.includes(label))
    const others = here.filter(({ label }) => !tenWords.includes(label))
    const wanted = Math.ceil(share * known.length)
    const drawn = [...rng.split(`unknown ${part}`).permutation(others.length).subarray(0, wanted)]
    if (drawn.length < wanted) {
      notes.push(`${part}: ${count(others.length, 'clip')} of other words for ${wanted} of _unknown_: all are taken`)
    }
    items.push(...known, ...drawn.map((i) => ({ ...others[i]!, label: '_unknown_' })))
    items.push(...silence(noises, { part, wanted, rng: rng.split(`silence ${part}`) }))
  }
  notes.push(`_unknown_ and _silence_ are drawn with seed ${seed}`)
  return items
}

interface Noise {
  path: string
  seconds: number
}

async function noiseLengths(listing: Listing): Promise<Noise[]> {
  const paths = listing.audio.filter((path) => path.startsWith('_background_noise_/'))
  const noises: Noise[] = []
  for (const path of paths) {
    const { seconds } = await readAudioHeader(listing.files, path)
    // A tenth of it must hold a clip of 1 s: see silenceRange.
    if (seconds >= 11) noises.push({ path, seconds })
  }
  if (noises.length > 0) return noises
  throw new DatasetError(
    'speech-commands: variant 12 cuts silence out of _background_noise_/, which holds no WAV or FLAC file of 11 s or more; ' +
      'complete the download, or choose variant 10',
  )
}

function silence(noises: readonly Noise[], { part, wanted, rng }: { part: Part; wanted: number; rng: Rng }): Item[] {
  const [low, high] = silenceRange[part]
  return Array.from({ length: wanted }, () => {
    const { path, seconds } = noises[rng.integer(noises.length)]!
    // In whole milliseconds, so that a published list can be written and read without loss.
    const start = Math.ceil(rng.uniform(low * seconds, high * seconds - silenceSeconds - 0.001) * 1000) / 1000
    const gain = Math.round(rng.uniform() * 1000) / 1000
    return { path, label: '_silence_', group: `${path} ${part}`, part, start, seconds: silenceSeconds, gain }
  })
}
