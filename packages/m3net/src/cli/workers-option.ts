import type { Options, Specs } from './options.ts'

export const workersOption: Specs = {
  workers: { value: 'N', help: 'threads that make features, and share the --shards of a step; default 1' },
}

/** How many threads are to compute. */
export function workersOf(options: Options): number {
  return options.number('workers', { least: 1, most: 256, whole: true }) ?? 1
}
