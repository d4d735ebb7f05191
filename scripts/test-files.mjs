import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where tests lie, and which of them speak plain JavaScript only: those of packages but for folders named node or cli. */
const roots = ['packages', 'bench', 'runtime-tests', 'scripts']
const portable = /^packages\/[^/]+\/test\/(?!(.+\/)?(cli|node)\/)/

/** Paths below `root`, with '/', of all files that `matches`; node_modules, dist and hidden folders left out. */
export function findFiles(root, folder, matches) {
  const found = []
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory() && !/^(node_modules|dist|\..*)$/.test(entry.name))
      found.push(...findFiles(root, path, matches))
    if (entry.isFile() && matches(path)) found.push(path)
  }
  return found.sort()
}

/** Every test file of the repository. */
export function testFiles(root) {
  return roots.flatMap((folder) => findFiles(root, folder, (path) => /\.test\.(ts|mjs)$/.test(path)))
}

/** Those that run in every runtime. */
export const portableFiles = (files) => files.filter((file) => portable.test(file))
