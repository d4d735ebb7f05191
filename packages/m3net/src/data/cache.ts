import { decodeEntry, encodeEntry, joinEntries } from './cache-entry.ts'
import type { Entry } from './cache-entry.ts'
import { contentHash } from './content-hash.ts'
import type { Item } from './dataset.ts'
import type { Features } from './features.ts'
import type { Files } from './files.ts'
import { sha256 } from './hash.ts'
import { loadFeatures } from './load-features.ts'
import type { LoadOptions } from './load-features.ts'
import { clipName } from './split.ts'

/** A place that keeps bytes under a key: a folder on disk, IndexedDB, a Map. */
export interface Store {
  get(key: string): Promise<Uint8Array | undefined>
  put(key: string, bytes: Uint8Array): Promise<void>
}

/** Raise it whenever the same files and options give other features. */
const loaderVersion = 2

export interface CachedFeatures {
  features: Features
  /** `read` from the store, `made` as nothing was there, `remade` as what was there could not be used. */
  cache: 'read' | 'made' | 'remade'
  key: string
  /** Sentences on what went wrong with the store; the features are right all the same. */
  notes: string[]
}

/** How far the reading of the files is whose contents make the key. */
export interface KeyProgress {
  done: number
  total: number
}

/**
 * `loadFeatures` behind a store. The key is made of the loader's version, the clip and front-end options and every item with
 * the content of its file, which is read for that: neither another data set with files of the same names and sizes nor a file
 * that was rewritten meets an old entry, and a data set that was moved still finds its own. Features are not kept where a file
 * changed, or could be read only once, between the two readings. An entry whose checksum is wrong is not trusted but made
 * again. A store that fails is passed over with a note.
 *
 * `frontEndOptions` must hold all that the bits of the features depend on (`FrontEnd.settings`; or `logMel(...).options` and the
 * name of the kernels): plain data, in any order of fields. Throws what `loadFeatures` throws.
 */
export async function cachedFeatures(
  files: Files,
  items: readonly Item[],
  options: LoadOptions & { store: Store; frontEndOptions: unknown; keyProgress?: (progress: KeyProgress) => void },
): Promise<CachedFeatures> {
  const { store } = options
  const hashes = await fileHashes(files, items, options)
  const key = cacheKey(items, hashes, options)
  const notes: string[] = []
  let cache: CachedFeatures['cache'] = 'made'
  try {
    const held = await readEntries(store, key)
    if (held) return { features: held, cache: 'read', key, notes }
  } catch (error) {
    notes.push(`the feature cache cannot be used and is made again: ${reason(error)}`)
    cache = 'remade'
  }
  const features = await loadFeatures(files, items, options)
  const changed = items.find(({ path }, i) => features.contents[i] !== hashes.get(path))
  if (changed) {
    notes.push(`the features are not cached: ${changed.path} changed while they were made`)
    return { features, cache, key, notes }
  }
  try {
    // The first entry says how many there are: it comes last, so that it never stands for chunks that are not there.
    for (let chunk = features.chunks.length - 1; chunk >= 0; chunk--) {
      await store.put(entryKey(key, chunk), encodeEntry(features, chunk))
    }
  } catch (error) {
    notes.push(`the features are not cached: ${reason(error)}`)
  }
  return { features, cache, key, notes }
}

const entryKey = (key: string, chunk: number): string => `${key}-${chunk}`

/** Undefined where there is no first entry; throws where one is broken or a later one is missing. */
async function readEntries(store: Store, key: string): Promise<Features | undefined> {
  const bytes = await store.get(entryKey(key, 0))
  if (!bytes) return undefined
  const first = decodeEntry(bytes)
  const entries: [Entry, ...Entry[]] = [first]
  for (let chunk = 1; chunk < first.header.chunks; chunk++) {
    const more = await store.get(entryKey(key, chunk))
    if (!more) throw new Error(`chunk ${chunk} of ${first.header.chunks} is not there`)
    entries.push(decodeEntry(more))
  }
  return joinEntries(entries)
}

/** Content hash of each file, read one after the other; undefined where it cannot be read. */
async function fileHashes(
  files: Files,
  items: readonly Item[],
  { signal, keyProgress }: { signal?: AbortSignal; keyProgress?: (progress: KeyProgress) => void },
): Promise<Map<string, string | undefined>> {
  const paths = new Set(items.map(({ path }) => path))
  const hashes = new Map<string, string | undefined>()
  for (const path of paths) {
    signal?.throwIfAborted()
    hashes.set(path, await files.read(path).then(contentHash, () => undefined))
    keyProgress?.({ done: hashes.size, total: paths.size })
  }
  return hashes
}

function cacheKey(
  items: readonly Item[],
  hashes: ReadonlyMap<string, string | undefined>,
  { sampleRate, seconds, unreadable = 'fatal', kernels, frontEndOptions }: LoadOptions & { frontEndOptions: unknown },
): string {
  const clips = items.map((item) => [clipName(item), hashes.get(item.path) ?? 'unreadable'])
  const options = [sampleRate, seconds, unreadable, kernels?.name ?? 'plain', sortedFields(frontEndOptions)]
  return sha256(JSON.stringify([loaderVersion, ...options, clips]))
}

/** The same data with the fields of every object in order of their names. */
function sortedFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedFields)
  if (typeof value === 'function') {
    throw new TypeError(
      'cachedFeatures: frontEndOptions holds a function; wanted plain data that names the front end fully',
    )
  }
  if (value === null || typeof value !== 'object') return value
  const fields = value as Record<string, unknown>
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((name) => [name, sortedFields(fields[name])]),
  )
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
