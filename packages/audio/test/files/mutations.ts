import { AudioFileError, audioStream, readAudio } from '../../src/files/index.ts'
import type { SoundFile } from './sound-files.ts'
import { soundFiles, streamed } from './sound-files.ts'

/** Whole numbers below `limit`, by xorshift32. */
export type Draw = (limit: number) => number

export function draws(seed: number): Draw {
  let x = seed
  return (limit) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % limit
  }
}

/** Ways to spoil a file, by name. */
export const mutations: Readonly<Record<string, (bytes: Uint8Array, draw: Draw) => Uint8Array>> = {
  'bits turned': (bytes, draw) => {
    const copy = bytes.slice()
    for (let n = 1 + draw(8); n > 0; n--) copy[draw(copy.length)]! ^= 1 << draw(8)
    return copy
  },
  'bits of the head turned': (bytes, draw) => {
    const copy = bytes.slice()
    for (let n = 1 + draw(3); n > 0; n--) copy[draw(Math.min(copy.length, 80))]! ^= 1 << draw(8)
    return copy
  },
  'telling bytes written': (bytes, draw) => {
    const copy = bytes.slice()
    for (let n = 1 + draw(4); n > 0; n--) copy[draw(copy.length)] = [0, 1, 2, 4, 127, 128, 254, 255][draw(8)]!
    return copy
  },
  'a large number written': (bytes, draw) => {
    const copy = bytes.slice()
    const at = draw(Math.min(copy.length - 3, 100))
    copy.set(
      [
        [255, 255, 255, 255],
        [255, 255, 255, 127],
        [0, 0, 0, 128],
        [0, 0, 0, 0],
      ][draw(4)]!,
      at,
    )
    return copy
  },
  'cut off': (bytes, draw) => bytes.slice(0, draw(bytes.length)),
  'a piece taken out': (bytes, draw) => {
    const at = draw(bytes.length)
    const end = at + 1 + draw(64)
    return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(end)])
  },
  'noise put in': (bytes, draw) => {
    const at = draw(bytes.length)
    const noise = Array.from({ length: 1 + draw(64) }, () => draw(256))
    return Uint8Array.from([...bytes.subarray(0, at), ...noise, ...bytes.subarray(at)])
  },
  'a piece copied elsewhere': (bytes, draw) => {
    const copy = bytes.slice()
    copy.copyWithin(draw(copy.length), draw(copy.length), copy.length - draw(copy.length))
    return copy
  },
}

/** Small files of each kind. */
export const kinds: Readonly<Record<string, readonly SoundFile[]>> = {
  wav: soundFiles.filter(({ format, bytes }) => format !== 'flac' && bytes.length < 2500),
  flac: soundFiles.filter(({ format, bytes }) => format === 'flac' && bytes.length < 2500),
}

/** The most samples that a file may give here. */
const limit = 2 ** 21

/** Reads a file that may be broken: how that ended, or an error when it ended in a way in which it must not. */
export function read(bytes: Uint8Array, inPieces: Draw | undefined): 'samples' | 'warning' | 'refused' {
  try {
    const { sampleRate, channels, warnings, format } = readAudio(bytes, { name: 'a.file', limit })
    const samples = channels[0]!.length
    if (!(sampleRate > 0) || !channels.every(({ length }) => length === samples)) throw new Error('uneven channels')
    if (samples * channels.length > limit) throw new Error('more samples than the limit')
    if (format === 'flac' && !channels.every((own) => own.every((value) => Math.abs(value) <= 1))) {
      throw new Error('samples beyond full scale')
    }
    for (const warning of warnings) check(warning, bytes)
    if (inPieces) compare(bytes, channels, inPieces)
    return warnings.length > 0 ? 'warning' : 'samples'
  } catch (error) {
    if (!(error instanceof AudioFileError)) throw error
    check(error, bytes)
    return 'refused'
  }
}

function check({ file, offset, found, wanted }: AudioFileError, { length }: Uint8Array): void {
  if (file !== 'a.file' || !(offset >= 0 && offset <= length)) throw new Error(`${file} at ${offset} of ${length}`)
  if (!found || !wanted) throw new Error('an error without a reason')
}

function compare(bytes: Uint8Array, whole: readonly Float32Array[], draw: Draw): void {
  const pieces = streamed(audioStream({ name: 'a.file', limit }), bytes, () => 1 + draw(400))
  const same = whole.every((own, c) => own.every((value, i) => Object.is(value, pieces[c]![i])))
  if (!same || pieces[0]!.length !== whole[0]!.length) throw new Error('other samples in pieces')
}
