/**
 * Reads broken files for a while, and counts how they end; stops with an error at the first that ends otherwise.
 * node --import tsx --conditions=@m3net/source packages/audio/test/node/run-mutations.ts [COUNT] [SECONDS] [SEED]
 */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { draws, kinds, mutations, read } from '../files/mutations.ts'

const [count = 1_000_000, seconds = 300, seed = 1] = process.argv.slice(2).map(Number)
const draw = draws(seed)
const files = Object.values(kinds)
const ways = Object.entries(mutations)
const ends = { samples: 0, warning: 0, refused: 0 }
const start = performance.now()
let slowest = 0
let done = 0
for (; done < count && performance.now() - start < 1000 * seconds; done++) {
  const kind = files[done % files.length]!
  const [, mutate] = ways[(done >> 1) % ways.length]!
  const bytes = mutate(kind[draw(kind.length)]!.bytes, draw)
  const before = process.cpuUsage().user
  try {
    ends[read(bytes, done % 10 === 0 ? draw : undefined)]++
  } catch (error) {
    const place = join(tmpdir(), 'broken-sound-file')
    writeFileSync(place, bytes)
    console.log(`number ${done} with seed ${seed}, written to ${place}:`)
    throw error
  }
  slowest = Math.max(slowest, (process.cpuUsage().user - before) / 1000)
}
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(`${done} broken files in ${Math.round((performance.now() - start) / 1000)} s:`, ends)
console.log(
  `the slowest took ${slowest.toFixed(0)} ms of the processor; at most ${megabytes} MB of memory for the whole process`,
)
