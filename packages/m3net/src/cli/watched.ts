import type { Source } from '@m3net/nn'
import type { Terminal } from './terminal.ts'

/** A source that shows how far it was read. */
export function watched(source: Source, doing: string, terminal: Terminal): Source {
  let done = 0
  return {
    size: source.size,
    batch(indices, context) {
      done += indices.length
      terminal.progress(`${doing}: ${Math.min(done, source.size)} of ${source.size}`)
      return source.batch(indices, context)
    },
  }
}
