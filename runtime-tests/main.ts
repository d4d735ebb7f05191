/**
 * Runs the test files named on the command line (paths from the repository's root), in Node, Deno and Bun alike.
 * Ends with 1 when a test failed. What differs between them, the command, is in node/, deno/ and bun/ beside it.
 */
import { collect } from './collector.ts'

const words = process.argv.slice(2)
const limit = Number(words.find((word) => word.startsWith('--limit='))?.slice('--limit='.length) ?? 120)
const files = words
  .filter((word) => !word.startsWith('--'))
  .map((path) => ({ path, load: () => import(new URL(`../${path}`, import.meta.url).href) as Promise<unknown> }))

const { failed } = await collect(files, { limit })
process.exit(failed ? 1 : 0)
