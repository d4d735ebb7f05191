import { homedir } from 'node:os'
import { join } from 'node:path'
import { audit, type Finding } from '../data/audit.ts'
import { cachedFeatures, type KeyProgress } from '../data/cache.ts'
import { classIndices, type Dataset, type Part } from '../data/dataset.ts'
import type { Features } from '../data/features.ts'
import type { Files } from '../data/files.ts'
import { loadFeatures, skippedSentence, type LoadOptions } from '../data/load-features.ts'
import { UnreadableClipError } from '../data/load-clips.ts'
import type { Split } from '../data/split.ts'
import { FrontEnd, type FrontEndOptions } from '../model/front-end.ts'
import type { FeaturePart } from '../train/feature-source.ts'
import { frontEndKernels, type Kernels } from './choose-kernels.ts'
import { CommandError, reasonFor } from './command-error.ts'
import { FeatureThreads } from './feature-threads.ts'
import { nodeStore } from './node-store.ts'
import type { Options, Specs } from './options.ts'
import { sentence } from './sentence.ts'
import { duration, type Terminal } from './terminal.ts'

export const cacheOptions: Specs = {
  cache: { value: 'DIR', help: 'where features are kept; default ~/.cache/m3net' },
  'no-cache': { help: 'neither read nor keep features' },
}

/** The folder of the feature cache, or undefined where none is wanted. */
export function cacheFolder(options: Options): string | undefined {
  if (options.flag('no-cache')) return undefined
  return options.text('cache') ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'm3net')
}

export interface LoadRequest {
  files: Files
  /** Folder of the files. */
  root: string
  dataset: Dataset
  frontEnd: FrontEndOptions
  kernels: Kernels
  unreadable: 'fatal' | 'skip'
  cache: string | undefined
  /** Threads that make features; 1 is this one. */
  workers: number
}

/** Features of all items of a data set, from the cache where they are there, with progress and what to know about it. */
export async function loadAll(request: LoadRequest, terminal: Terminal, signal: AbortSignal): Promise<Features> {
  const { files, root, dataset, frontEnd, cache, workers } = request
  const kernels = frontEndKernels(request.kernels)
  const transform = new FrontEnd(frontEnd, kernels)
  const { options } = transform
  let started = performance.now()
  // With a cache the files are read for its key, before features are made of them.
  const doing = cache === undefined ? 'reading recordings' : 'making features'
  const threads = workers > 1 ? new FeatureThreads(workers, { root, frontEnd, kernels: request.kernels }) : undefined
  const load: LoadOptions = {
    sampleRate: options.sampleRate,
    seconds: options.seconds,
    kernels,
    frontEnd: (signal) => transform.features(signal),
    unreadable: request.unreadable,
    elsewhere: threads,
    signal,
    progress: ({ done, total }) => {
      const left = ((performance.now() - started) / 1000 / done) * (total - done)
      terminal.progress(`${doing}: ${done} of ${total}, ${duration(left)} left`, done === total)
    },
  }
  try {
    if (cache === undefined) return told(await loadFeatures(files, dataset.items, load), [], terminal)
    const keyed = {
      ...load,
      store: nodeStore(cache),
      frontEndOptions: transform.settings,
      keyProgress: ({ done, total }: KeyProgress): void => {
        // The time left is that of making features, which begins after this.
        started = performance.now()
        terminal.progress(`reading recordings: ${done} of ${total}`, done === total)
      },
    }
    const { features, notes } = await cachedFeatures(files, dataset.items, keyed)
    return told(features, notes, terminal)
  } catch (error) {
    if (!(error instanceof UnreadableClipError)) throw error
    const remedy =
      request.unreadable === 'skip' ? 'no clip can be read' : 'mend it, or leave such files out by --unreadable skip'
    throw new CommandError(`${sentence(error)}; ${remedy}`)
  } finally {
    threads?.close()
  }
}

function told(features: Features, notes: readonly string[], terminal: Terminal): Features {
  for (const note of [...notes, skippedSentence(features)]) {
    if (note !== undefined) terminal.note(`note: ${sentence(new RangeError(spokenCode(note)))}`)
  }
  return features
}

/** `ENOSPC: no space left on device, write` in a note as what it means. */
function spokenCode(note: string): string {
  return note.replace(
    /\b(E[A-Z]{2,}): .*$/,
    (all, code: string) => reasonFor(Object.assign(new Error(all), { code })) ?? all,
  )
}

/** One part of a split as rows and class indices; items that were left out as unreadable are not in it. */
export function partOf(
  dataset: Dataset,
  labels: readonly string[],
  features: Features,
  split: Split,
  part: Part,
): FeaturePart {
  const rows = features.rowsOf(split[part])
  const items = Array.from(rows, (row) => dataset.items[features.items[row]])
  return { features, rows, labels: classIndices(items, labels) }
}

/** Prints what the audit finds in the clips that were read, and gives it. */
export function tellAudit(dataset: Dataset, split: Split, features: Features, terminal: Terminal): Finding[] {
  const findings = audit(dataset, split, { contents: features.contents, read: features.items })
  for (const { severity, sentence } of findings) terminal.note(`${severity}: ${sentence}`)
  return findings
}
