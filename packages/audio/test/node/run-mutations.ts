/**
 * Reads broken files for a while, and counts how they end; stops with an error at the first that ends otherwise, takes longer
 * than a second of the processor, or leaves the process with more than 256 MB. What the files before it left is collected when
 * it comes to 32 MB, so that memory is that of a file or two.
 * node --import tsx --conditions=@m3net/source packages/audio/test/node/run-mutations.ts [COUNT] [SECONDS] [SEED]
 */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { draws, mutations, read } from '../files/mutations.ts'
import { soundFiles } from '../files/sound-files.ts'

const mostMilliseconds = 1000
const mostMegabytes = 256
const mostGarbage = 2 ** 25
const held = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')
collect()
const atStart = held()

const [count = 1_000_000, seconds = 1200, seed = 1] = process.argv.slice(2).map(Number)
const draw = draws(seed)
const kinds = [
  { kind: 'WAV', files: soundFiles.filter(({ format }) => format !== 'flac') },
  { kind: 'FLAC', files: soundFiles.filter(({ format }) => format === 'flac') },
]
const ways = Object.entries(mutations)
const groups = ways.flatMap(([way, mutate]) =>
  kinds.map(({ kind, files }) => ({
    kind,
    way,
    mutate,
    files,
    ends: { samples: 0, warning: 0, refused: 0 },
    slowest: 0,
  })),
)

const megabytes = (): number => process.resourceUsage().maxRSS / 1024

function tryOne(number: number): void {
  const group = groups[number % groups.length]!
  const bytes = group.mutate(group.files[draw(group.files.length)]!.bytes, draw)
  const before = process.cpuUsage().user
  try {
    group.ends[read(bytes, number % 7 === 0 ? draw : undefined)]++
    const milliseconds = (process.cpuUsage().user - before) / 1000
    group.slowest = Math.max(group.slowest, milliseconds)
    if (milliseconds > mostMilliseconds) throw new Error(`it took ${milliseconds} ms of the processor`)
    if (held() > atStart + mostGarbage) collect()
    if (megabytes() > mostMegabytes) throw new Error(`the process has grown to ${megabytes()} MB`)
  } catch (error) {
    const place = join(tmpdir(), 'broken-sound-file')
    writeFileSync(place, bytes)
    console.log(`number ${number} with seed ${seed}, ${group.kind}, ${group.way}, written to ${place}:`)
    throw error
  }
}

const start = performance.now()
let done = 0
while (done < count && performance.now() - start < 1000 * seconds) tryOne(done++)
console.table(
  groups.map(({ kind, way, ends, slowest }) => ({ kind, way, ...ends, 'slowest, ms': Math.round(slowest) })),
)
const sum = (end: keyof (typeof groups)[0]['ends']): number => groups.reduce((total, { ends }) => total + ends[end], 0)
console.log(`${done} broken files in ${Math.round((performance.now() - start) / 1000)} s with seed ${seed}:`)
console.log(
  `${sum('samples')} gave samples, ${sum('warning')} samples with a warning, ${sum('refused')} an AudioFileError`,
)
collect()
console.log(`in the end ${Math.round((held() - atStart) / 2 ** 20)} MB more are held than in the beginning`)
console.log(`the whole process never held more than ${Math.round(megabytes())} MB`)
