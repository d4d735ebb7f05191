import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { writeWav } from '@m3net/audio/files'
import { buildSync } from 'esbuild'
import { music } from './music.ts'

export const about = 'an hour of 44.1 kHz stereo, streamed from a file to log-mel: peak of memory, times real time'

const MINUTES = 60
const RATE = 44100
const HEADER = 44
const idle = `import { peakMemory } from '${new URL('peak-memory.js', import.meta.url).href}'; console.log(peakMemory())`

/** What stream-file.ts prints. */
interface Streamed {
  frames: number
  sum: number
  /** Of the processor. */
  seconds: number
  /** Peak of the resident set. */
  megabytes: number
  warnings: string[]
}

/** Writes an hour of stereo, 635 MB: a minute of music again and again, behind a header that tells of all. */
function writeHour(path: string): void {
  const minute = writeWav({ sampleRate: RATE, channels: music({ sampleRate: RATE, channels: 2, seconds: 60 }) })
  const header = Buffer.from(minute.subarray(0, HEADER))
  const size = (minute.length - HEADER) * MINUTES
  header.writeUInt32LE(HEADER - 8 + size, 4)
  header.writeUInt32LE(size, HEADER - 4)
  const file = openSync(path, 'w')
  writeSync(file, header)
  for (let i = 0; i < MINUTES; i++) writeSync(file, minute, HEADER)
  closeSync(file)
}

function node(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with status ${status}: ${stderr}`)
  return stdout
}

/** The features of all files must be the same, and all there. */
function check(name: string, { frames, sum, warnings }: Streamed, wanted: Streamed): void {
  const all = 1 + Math.floor((MINUTES * 60 * 16000 - 512) / 160)
  if (frames !== all || Math.abs(sum - wanted.sum) > 1e-9 * Math.abs(wanted.sum) || warnings.length > 0) {
    const found = `${frames} frames with a sum of ${sum}, and warnings [${warnings.join('; ')}]`
    throw new Error(`${name}: ${found}; wanted ${all} with a sum of ${wanted.sum}, and none`)
  }
}

/**
 * Streams an hour of 44.1 kHz stereo into log-mel features, from WAV and, where the flac program is there, from FLAC; resolves to the peak of
 * the resident set in MB and to times real time of the processor, by name. In one file, as whoever ships a program makes
 * of it, because each module takes Node some 50 kB; `by modules` is without.
 */
export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'hour-'))
  try {
    const [wav, flac, bundle] = ['hour.wav', 'hour.flac', 'stream-file.mjs'].map((name) => join(folder, name))
    writeHour(wav!)
    const hasFlac = spawnSync('flac', ['-s', wav!, '-o', flac!]).status === 0
    const modules = fileURLToPath(new URL('stream-file.js', import.meta.url))
    buildSync({ entryPoints: [modules], outfile: bundle!, bundle: true, format: 'esm', platform: 'node', minify: true })
    const results: Record<string, number> = {
      'Node that does nothing: MB': Number(node('--input-type=module', '-e', idle)),
    }
    const measure = (name: string, program: string, path: string, way: string, wanted?: Streamed): Streamed => {
      const found: Streamed = JSON.parse(node(program, path, way))
      check(name, found, wanted ?? found)
      results[`${name}: MB`] = found.megabytes
      results[`${name}: x real time`] = (MINUTES * 60) / found.seconds
      return found
    }
    for (const way of ['simd', 'plain']) {
      const wanted = measure(`WAV, ${way}`, bundle!, wav!, way)
      if (hasFlac) measure(`FLAC, ${way}`, bundle!, flac!, way, wanted)
    }
    measure('WAV, simd, by modules', modules, wav!, 'simd')
    return results
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, value] of Object.entries(await run())) console.log(`${name.padEnd(38)} ${value.toFixed(1)}`)
}
