import { pathToFileURL } from 'node:url'
import { logMel, RealFft, resampler } from '@m3net/audio'
import { readWav, writeWav } from '@m3net/audio/files'
import { Bench } from 'tinybench'

export const about = 'log-mel, Fourier transform, resampling, WAV: runs a second'

/** Noise [samples] in [-1, 1), always the same. */
function noise(samples: number): Float32Array {
  let x = 1
  return Float32Array.from({ length: samples }, () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    return x / 2147483648 - 1
  })
}

/** Times the parts of the front end on one second of sound; resolves to runs a second by name. */
export async function run(): Promise<Record<string, number>> {
  const second = noise(16000)
  const disc = noise(44100)
  const features = logMel()
  const plan = new RealFft(512)
  const frame = Float64Array.from(second.subarray(0, 512))
  const real = new Float64Array(plan.bins)
  const imaginary = new Float64Array(plan.bins)
  const down = resampler({ from: 44100, to: 16000 })
  const file = writeWav({ sampleRate: 16000, channels: [second] })

  const bench = new Bench({ time: 1000, warmupTime: 300 })
  bench.add('log-mel, 1 s at 16 kHz (512, 160, 64)', () => void features(second))
  bench.add('the same, streamed in 100 ms chunks', () => {
    const stream = features.stream()
    for (let at = 0; at < second.length; at += 1600) stream.push(second.subarray(at, at + 1600))
  })
  bench.add('real fft, 512', () => plan.forward(frame, real, imaginary))
  bench.add('resample 44.1 to 16 kHz, 1 s', () => void down(disc))
  bench.add('read wav, 1 s of 16 bits', () => void readWav(file))
  await bench.run()
  const rates: Record<string, number> = {}
  for (const task of bench.tasks) {
    const { result } = task
    if (result.state !== 'completed') throw new Error(`${task.name}: ${result.state}`)
    rates[task.name] = 1000 / result.latency.p50
  }
  return rates
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, rate] of Object.entries(await run())) {
    console.log(`${name.padEnd(42)} ${Math.round(rate).toLocaleString('en')} / s (median)`)
  }
}
