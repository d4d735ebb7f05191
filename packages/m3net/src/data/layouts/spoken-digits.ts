import type { Item } from '../dataset.ts'
import type { Layout } from '../layout.ts'
import type { Listing } from '../listing.ts'

const pattern = /^(?:recordings\/)?([0-9])_([^_/]+)_([0-9]+)\.(?:wav|flac)$/

/**
 * Free Spoken Digit Dataset (Jackson et al., doi:10.5281/zenodo.1342401): {digit}_{speaker}_{index}.wav, 8 kHz. Its own rule
 * puts index 0 to 4 into the test part, with every speaker on both sides; leaving a speaker out (the group) is the stricter one.
 */
export const spokenDigits: Layout = {
  name: 'spoken-digits',
  describe: '{digit}_{speaker}_{index}.wav in recordings/ or in the root',
  matches: async (listing) => {
    const [first] = recordings(listing)
    const stray = listing.audio.some((path) => !pattern.test(path))
    return first === undefined || stray ? undefined : `files named {digit}_{speaker}_{index}.wav, such as ${first.path}`
  },
  read: async (listing) => ({
    name: 'Free Spoken Digit Dataset',
    items: recordings(listing),
    clip: { seconds: 1, sampleRate: 8000 },
    notes: [
      "the set's own test part (index 0 to 4) holds the speakers of the training part: leave a speaker out to test on new voices",
    ],
  }),
}

function recordings(listing: Listing): Item[] {
  return listing.audio.flatMap((path): Item[] => {
    const [, label, group, index] = pattern.exec(path) ?? []
    if (label === undefined || group === undefined) return []
    return [{ path, label, group, part: Number(index) < 5 ? 'test' : 'train' }]
  })
}
