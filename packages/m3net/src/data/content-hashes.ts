import { contentHash } from './content-hash.ts'
import type { Item } from './dataset.ts'
import type { Files } from './files.ts'

/**
 * Content hash of each item's file for `audit`; undefined where no other listed file has the same size, so that most files of a
 * data set of varied lengths are never read, and where the file cannot be read. A file that several items cut is read once.
 */
export async function contentHashes(
  files: Files,
  items: readonly Item[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<(string | undefined)[]> {
  const wanted = new Set(items.map(({ path }) => path))
  const sizes = new Map(
    (await files.list()).filter(({ path }) => wanted.has(path)).map(({ path, size }) => [path, size]),
  )
  const withSize = new Map<number, number>()
  for (const size of sizes.values()) withSize.set(size, (withSize.get(size) ?? 0) + 1)
  const hashes = new Map<string, string | undefined>()
  for (const path of wanted) {
    signal?.throwIfAborted()
    if ((withSize.get(sizes.get(path) ?? -1) ?? 0) < 2) continue
    hashes.set(path, await files.read(path).then(contentHash, () => undefined))
  }
  return items.map(({ path }) => hashes.get(path))
}
