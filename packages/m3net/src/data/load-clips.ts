import { resampler } from '@m3net/audio'
import { readAudio, toMono } from '@m3net/audio/files'
import type { AudioKernels, Resampler } from '@m3net/audio'
import type { DecodedAudio } from '@m3net/audio/files'
import { contentHash } from './content-hash.ts'
import type { Item } from './dataset.ts'
import type { Files } from './files.ts'
import { fixedLength } from './fixed-length.ts'
import { inOrder } from './in-order.ts'
import { clipName } from './split.ts'

/** A clip whose file cannot be read or decoded; the cause says why. */
export class UnreadableClipError extends Error {
  override readonly name = 'UnreadableClipError'
  readonly path: string

  constructor(path: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.path = path
  }
}

export interface ClipOptions {
  /** Hz of the signals that come out. */
  sampleRate: number
  /** Length of the signals that come out; see `fixedLength` for shorter and longer ones. */
  seconds: number
  /** Decoder of a file's bytes. Default readAudio, where a damaged file is an error. */
  decode?: (bytes: Uint8Array, options: { name: string }) => DecodedAudio | Promise<DecodedAudio>
  /** Of the resampler, as in `resampler({ kernels })`. */
  kernels?: AudioKernels | null
  signal?: AbortSignal
}

/** A clip's signal, or why it could not be read. `content` is the hash of its file, where at least its bytes could be read. */
export type ClipSignal =
  | { signal: Float32Array; content: string }
  | { error: UnreadableClipError; content: string | undefined }

export type LoadedClip = { item: Item; index: number } & ClipSignal

/**
 * Reads clips one by one, in order. A clip that cannot be read comes out with its error; whether that is fatal is the caller's
 * choice. Throws the signal's reason on abort.
 */
export async function* loadClips(
  files: Files,
  items: readonly Item[],
  options: ClipOptions,
): AsyncGenerator<LoadedClip, void, undefined> {
  let index = 0
  for await (const clip of inOrder(items, clipReader(files, options), { signal: options.signal })) {
    yield { item: items[index], index, ...clip }
    index++
  }
}

/** A function that reads a clip: file -> samples -> cut (`start`, `seconds`) -> mono -> gain -> resampled -> fixed length. */
export function clipReader(
  files: Files,
  { sampleRate, seconds, decode = readWhole, kernels }: ClipOptions,
): (item: Item) => Promise<ClipSignal> {
  const length = Math.round(seconds * sampleRate)
  const resamplers = new Map<number, Resampler>()
  const atRate = (samples: Float32Array, from: number): Float32Array => {
    if (from === sampleRate) return samples
    const convert = resamplers.get(from) ?? resampler({ from, to: sampleRate, kernels })
    resamplers.set(from, convert)
    return convert(samples)
  }
  const signalOf = async (bytes: Uint8Array, item: Item): Promise<Float32Array> => {
    const audio = await decode(bytes, { name: item.path })
    const own = checked(scale(toMono(cut(audio, item, seconds)), item.gain ?? 1), item)
    return fixedLength(atRate(own, audio.sampleRate), length)
  }
  return async (item) => {
    let content: string | undefined
    try {
      const bytes = await files.read(item.path)
      content = contentHash(bytes)
      return { signal: await signalOf(bytes, item), content }
    } catch (error) {
      return { error: asUnreadable(item, error), content }
    }
  }
}

const readWhole = (bytes: Uint8Array, { name }: { name: string }): DecodedAudio =>
  readAudio(bytes, { name, damaged: 'error' })

function cut(audio: DecodedAudio, { start, seconds: own }: Item, seconds: number): DecodedAudio {
  if (start === undefined && own === undefined) return audio
  const from = Math.round((start ?? 0) * audio.sampleRate)
  const to = from + (own === undefined ? Math.ceil(seconds * audio.sampleRate) : Math.round(own * audio.sampleRate))
  return { ...audio, channels: audio.channels.map((channel) => channel.subarray(from, to)) }
}

const scale = (signal: Float32Array, gain: number): Float32Array =>
  gain === 1 ? signal : signal.map((sample) => sample * gain)

function checked(signal: Float32Array, item: Item): Float32Array {
  if (signal.length === 0)
    throw new UnreadableClipError(item.path, `load: ${clipName(item)} has no samples; wanted at least 1`)
  const bad = signal.findIndex((sample) => !Number.isFinite(sample))
  if (bad < 0) return signal
  throw new UnreadableClipError(
    item.path,
    `load: ${clipName(item)} has ${signal[bad]} at sample ${bad}; wanted finite samples`,
  )
}

function asUnreadable(item: Item, error: unknown): UnreadableClipError {
  if (error instanceof UnreadableClipError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new UnreadableClipError(item.path, `load: ${clipName(item)} cannot be read: ${reason}`, error)
}
