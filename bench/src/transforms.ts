import { pathToFileURL } from 'node:url'
import { gfcc, istft, mfcc, RealFft, resampler, stft } from '@m3net/audio'
import { simd, type SimdKernels } from '@m3net/audio/simd'
import { Rng } from '@m3net/tensor'
import { inTurns } from './in-turns.ts'

export const about =
  'resampling, Fourier transforms, cepstra and the inverse STFT, plain and with SIMD, in turns: runs a second'

type Way = () => ArrayLike<number>

/** Something to be done; with `simd`, its result must be the plain one's within `tolerance`. */
interface Task {
  name: string
  plain: Way
  simd?: Way
  tolerance?: number
}

/** Powers of two, sizes of small prime factors, primes. */
const sizes = [256, 400, 441, 480, 512, 882, 1000, 1009, 1024, 2048, 4093, 4096]

function tasks(kernels: SimdKernels): Task[] {
  const rng = new Rng('transforms')
  const noise = (samples: number): Float32Array => Float32Array.from({ length: samples }, () => 0.1 * rng.normal())
  const [second, disc] = [noise(16000), noise(44100)]
  const rates = { from: 44100, to: 16000 }
  const [plainRate, fastRate] = [resampler(rates), resampler({ ...rates, kernels })]
  const streamed = (convert: typeof plainRate): ArrayLike<number> => {
    const stream = convert.stream()
    let last: ArrayLike<number> = []
    for (let at = 0; at < disc.length; at += 441) last = stream.push(disc.subarray(at, at + 441))
    return last
  }
  const [plainMel, fastMel] = [mfcc(), mfcc({ kernels })]
  const [plainEar, fastEar] = [gfcc(), gfcc({ kernels })]
  const frames = { fft: 512, hop: 160, center: true }
  const [forward, back] = [stft(frames), istft(frames)]
  const spectra = forward(second)
  return [
    {
      name: 'resample 44.1 to 16 kHz, 1 s',
      plain: () => plainRate(disc),
      simd: () => fastRate(disc),
      tolerance: 1e-6,
    },
    {
      name: 'the same, streamed by 10 ms',
      plain: () => streamed(plainRate),
      simd: () => streamed(fastRate),
      tolerance: 1e-6,
    },
    ...sizes.map((size) => fourier(size, kernels, noise(size))),
    {
      name: 'mfcc, 1 s (512, 160, 64 bands)',
      plain: () => plainMel(second).data,
      simd: () => fastMel(second).data,
      tolerance: 1e-3,
    },
    {
      name: 'gfcc, 1 s (512, 160, 64 bands)',
      plain: () => plainEar(second).data,
      simd: () => fastEar(second).data,
      tolerance: 1e-3,
    },
    { name: 'stft, 1 s (512, 160)', plain: () => forward(second).real.data },
    { name: 'istft, 1 s (512, 160)', plain: () => back(spectra) },
  ]
}

function fourier(size: number, kernels: SimdKernels, frame: Float32Array): Task {
  const fft = new RealFft(size)
  const [real, imaginary] = [new Float64Array(fft.bins), new Float64Array(fft.bins)]
  const plain = (): Float64Array => {
    fft.forward(frame, real, imaginary)
    return real
  }
  const name = `real fft, ${size}`
  if (Math.log2(size) % 1 !== 0) return { name, plain }
  const fast = kernels.realFft(size)
  fast.signal.set(frame)
  const simd = (): Float32Array => {
    fast.transform()
    return fast.real
  }
  return { name, plain, simd, tolerance: 1e-4 }
}

function check({ name, plain, simd, tolerance = 0 }: Task): void {
  const [wanted, found] = [plain(), simd!()]
  for (let i = 0; i < wanted.length; i++) {
    if (!(Math.abs(found[i]! - wanted[i]!) <= tolerance)) {
      throw new Error(`${name}: ${found[i]} at ${i}; wanted ${wanted[i]}, as the plain way has it`)
    }
  }
}

/** Times transforms, with SIMD where there are kernels; resolves to runs a second by name. */
export async function run(): Promise<Record<string, number>> {
  const kernels = simd()
  if (!kernels) throw new Error('this engine has no WebAssembly with SIMD')
  const results: Record<string, number> = {}
  for (const task of tasks(kernels)) {
    const ways = task.simd ? { plain: task.plain, simd: task.simd } : { plain: task.plain }
    if (task.simd) check(task)
    const contenders = Object.entries(ways).map(([name, way]) => ({ name, run: () => void way() }))
    for (const [way, milliseconds] of inTurns(contenders, { rounds: 9, quantile: 0.25 })) {
      results[`${task.name}: ${way}`] = 1000 / milliseconds
    }
  }
  return results
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) {
    console.log(`${name.padEnd(44)} ${Math.round(rate).toLocaleString('en')} / s`)
  }
}
