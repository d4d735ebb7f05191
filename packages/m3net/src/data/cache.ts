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
const loaderVersion = 1

export interface CachedFeatures {
  features: Features
  /** `read` from the store, `made` as nothing was there, `remade` as what was there could not be used. */
  cache: 'read' | 'made' | 'remade'
  key: string
  /** Sentences on what went wrong with the store; the features are right all the same. */
  notes: string[]
}

/**
 * `loadFeatures` behind a store. The key is made of the loader's version, the clip and front-end options and every item with
 * its file's size and time of change (its content, where the place knows no times), so a changed file or option never meets
 * an old entry. An entry whose checksum is wrong is not trusted but made again. A store that fails is passed over with a note.
 *
 * `frontEndOptions` must be the resolved options of `frontEnd` (`logMel(...).options`): plain data, in any order of fields.
 */
export async function cachedFeatures(
  files: Files,
  items: readonly Item[],
  options: LoadOptions & { store: Store; frontEndOptions: unknown },
): Promise<CachedFeatures> {
  const { store } = options
  const key = await cacheKey(files, items, options)
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

async function cacheKey(
  files: Files,
  items: readonly Item[],
  { sampleRate, seconds, unreadable = 'fatal', frontEndOptions }: LoadOptions & { frontEndOptions: unknown },
): Promise<string> {
  const entries = new Map((await files.list()).map((entry) => [entry.path, entry]))
  const states = new Map<string, string>()
  for (const { path } of items) {
    if (states.has(path)) continue
    const entry = entries.get(path)
    const changed = entry && (entry.modified ?? (await files.read(path).then(contentHash)))
    states.set(path, entry ? `${entry.size} ${changed}` : 'missing')
  }
  const clips = items.map((item) => `${clipName(item)} ${states.get(item.path)}`)
  return sha256(JSON.stringify([loaderVersion, sampleRate, seconds, unreadable, sortedFields(frontEndOptions), clips]))
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
