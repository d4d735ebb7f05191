// node stream-file.js FILE [simd]: streams a sound file into log-mel features at 16 kHz, and prints, as JSON, what long-stream.ts
// asks of it. A process of its own, so that its memory is that of the work alone.
import { openSync, readSync } from 'node:fs'
import { logMel, resampler, type ResampleStream } from '@m3net/audio'
import { audioStream, toMono } from '@m3net/audio/files'
import { simd } from '@m3net/audio/simd'
import { peakMemory } from './peak-memory.ts'

const RATE = 16000
const PIECE = 8192

const [path = '', way] = process.argv.slice(2)
const kernels = way === 'simd' ? simd() : null
const sound = audioStream({ name: path, reuse: true })
const features = logMel({ sampleRate: RATE, kernels }).stream()
let samples: ResampleStream | undefined
const seen = { frames: 0, sum: 0 }

function take(signal: Float32Array): void {
  const { shape, data } = features.push(signal)
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += data[i]!
  seen.frames += shape[0]!
  seen.sum += sum
}

function decoded(channels: Float32Array[]): void {
  if (!sound.header) return
  samples ??= resampler({ from: sound.header.sampleRate, to: RATE, kernels }).stream()
  take(samples.push(toMono({ channels })))
}

const file = openSync(path, 'r')
const piece = new Uint8Array(PIECE)
for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
  decoded(sound.push(piece.subarray(0, read)))
}
decoded(sound.end())
if (samples) take(samples.end())
const { userCPUTime, systemCPUTime } = process.resourceUsage()
const figures = { megabytes: peakMemory(), seconds: (userCPUTime + systemCPUTime) / 1e6 }
console.log(JSON.stringify({ ...seen, ...figures, warnings: sound.warnings.map(({ message }) => message) }))
