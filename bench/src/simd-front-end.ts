import { pathToFileURL } from 'node:url'
import { logMel, RealFft, resampler, type LogMel } from '@m3net/audio'
import { simd, type SimdKernels } from '@m3net/audio/simd'
import { Rng } from '@m3net/tensor'
import { startTorchaudio } from './torchaudio.ts'

export const about = 'the front end, plain and with SIMD, in turns: runs a second'

/** One thing done in two ways, `times` times a round. Their results must agree within `tolerance`. */
interface Contest {
  name: string
  times: number
  tolerance: number
  plain(): ArrayLike<number>
  simd(): ArrayLike<number>
}

/** Takes its turn: runs so many times, resolves to the milliseconds that took. */
type Turn = (times: number) => number | Promise<number>

const ROUNDS = 11
const LOG_MEL = 'log-mel, 1 s at 16 kHz (512, 160, 64)'

function contests(kernels: SimdKernels): Contest[] {
  const rng = new Rng('simd-front-end')
  const noise = (samples: number): Float32Array => Float32Array.from({ length: samples }, () => 0.1 * rng.normal())
  const [second, disc] = [noise(16000), noise(44100)]
  const [plain, fast] = [logMel(), logMel({ kernels })]
  const rates = { from: 44100, to: 16000 }
  const [plainRate, fastRate] = [resampler(rates), resampler({ ...rates, kernels })]
  return [
    { name: LOG_MEL, times: 50, tolerance: 1e-4, plain: () => plain(second).data, simd: () => fast(second).data },
    {
      name: 'the same, streamed by 10 ms',
      times: 50,
      tolerance: 1e-4,
      plain: () => streamed(plain, second),
      simd: () => streamed(fast, second),
    },
    transform(kernels, noise(512)),
    transform(kernels, noise(1024)),
    {
      name: 'resample 44.1 to 16 kHz, 1 s',
      times: 50,
      tolerance: 1e-6,
      plain: () => plainRate(disc),
      simd: () => fastRate(disc),
    },
  ]
}

function transform(kernels: SimdKernels, frame: Float32Array): Contest {
  const size = frame.length
  const plan = new RealFft(size)
  const [real, imaginary] = [new Float64Array(plan.bins), new Float64Array(plan.bins)]
  const fast = kernels.realFft(size)
  fast.signal.set(frame)
  const plain = (): Float64Array => {
    plan.forward(frame, real, imaginary)
    return real
  }
  const simd = (): Float32Array => {
    fast.transform()
    return fast.real
  }
  return { name: `real fft, ${size}`, times: 10_000, tolerance: 1e-5, plain, simd }
}

/** The last row of a signal that comes in chunks of 160 samples. */
function streamed(features: LogMel, signal: Float32Array): ArrayLike<number> {
  const stream = features.stream()
  let last: ArrayLike<number> = []
  for (let at = 0; at < signal.length; at += 160) last = stream.push(signal.subarray(at, at + 160)).data
  return last
}

function check({ name, tolerance, plain, simd }: Contest): void {
  const [wanted, found] = [plain(), simd()]
  for (let i = 0; i < wanted.length; i++) {
    if (!(Math.abs(found[i]! - wanted[i]!) <= tolerance)) {
      throw new Error(`${name}: ${found[i]} at ${i}; wanted ${wanted[i]}, as the plain way has it`)
    }
  }
}

const timed =
  (run: () => unknown): Turn =>
  (times) => {
    const start = performance.now()
    for (let i = 0; i < times; i++) run()
    return performance.now() - start
  }

/** Lets all take turns, after a round that does not count; resolves to the median rate of each, runs a second. */
async function race(turns: Readonly<Record<string, Turn>>, times: number): Promise<Record<string, number>> {
  const rates = new Map(Object.keys(turns).map((name) => [name, [] as number[]]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, turn] of Object.entries(turns)) {
      const ms = await turn(times)
      if (round > 0) rates.get(name)!.push((1000 * times) / ms)
    }
  }
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!
  return Object.fromEntries([...rates].map(([name, values]) => [name, median(values)]))
}

/** Times the parts of the front end with and without SIMD, and torchaudio where it is there; resolves to runs a second by name. */
export async function run(): Promise<Record<string, number>> {
  const kernels = simd()
  if (!kernels) throw new Error('this engine has no WebAssembly with SIMD')
  const torchaudio = await startTorchaudio()
  const results: Record<string, number> = {}
  for (const contest of contests(kernels)) {
    check(contest)
    const turns: Record<string, Turn> = { plain: timed(contest.plain), simd: timed(contest.simd) }
    if (torchaudio && contest.name === LOG_MEL) turns.torchaudio = torchaudio.turn
    for (const [way, rate] of Object.entries(await race(turns, contest.times))) {
      results[`${contest.name}: ${way}`] = rate
    }
  }
  torchaudio?.end()
  return results
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) {
    console.log(`${name.padEnd(52)} ${Math.round(rate).toLocaleString('en')} / s (median)`)
  }
}
