/** The rows "to get librosa's, set" of docs/audio give librosa's numbers. */
import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  amplitudeToDb,
  dct,
  deltas,
  gaussianWindow,
  griffinLim,
  hzToMel,
  istft,
  kaiserWindow,
  logMel,
  type LogMelOptions,
  melFilterbank,
  type MelScale,
  mfcc,
  pcen,
  resample,
  rms,
  spectralCentroid,
  spectralRolloff,
  spectrogram,
  stft,
  windowOf,
  type WindowShape,
} from '../src/index.ts'
import { goldenData } from '../../../test-support/golden.ts'
import golden from './golden/librosa.json' with { type: 'json' }
import { cutBelow, nearProbe, tone } from './defaults.ts'
import { distance, noise } from './signals.ts'

const test = suite('librosa')

const { samples } = golden
const clip = tone(samples)
const signal = new Float32Array(samples + 2048)
signal.set(clip, 1024)

const mels: LogMelOptions = {
  sampleRate: 22050,
  fft: 2048,
  window: 2048,
  hop: 512,
  mels: 128,
  low: 0,
  high: 11025,
  scale: 'slaney',
  norm: 'slaney',
}
const decibels: LogMelOptions = { ...mels, log: 'decibel', floor: 1e-10 }

const numbers = (tensor: Tensor): Float32Array => tensor.data as Float32Array

test('spectra', () => {
  const { real, imaginary } = stft({ fft: 2048 })(signal)
  nearProbe(real.data, golden.real, 1e-6)
  nearProbe(imaginary.data, golden.imaginary, 1e-6)
  const magnitudes = spectrogram({ fft: 2048, power: 1 })(signal)
  const levels = Tensor.from(amplitudeToDb(numbers(magnitudes), { power: 1, floor: 1e-5 }))
  nearProbe(cutBelow(levels, 80).data, golden.amplitudeToDb, 1e-4)
})

test('inverse', () => {
  const [real, imaginary] = [1, 2].map((seed) => Tensor.from(noise(12 * 1025, seed), [12, 1025]))
  nearProbe(istft({ fft: 2048, center: true })({ real, imaginary }), golden.istft, 1e-6)
})

test('mel', () => {
  for (const { fft, result, scale, norm, ...rest } of golden.filters) {
    const options = { ...rest, scale: scale as MelScale, norm: norm as 'none' | 'slaney' }
    nearProbe(melFilterbank({ bins: fft / 2 + 1, low: 0, high: rest.sampleRate / 2, ...options }).data, result, 1e-6)
  }
  const { hz } = golden.scale
  for (const scale of ['htk', 'slaney'] as const) {
    const wanted = golden.scale[scale]
    assert.ok(
      distance(
        Array.from(goldenData(hz), (value) => hzToMel(value, scale)),
        wanted,
      ) <= 1e-11,
    )
  }
  const features = logMel(decibels)(signal)
  nearProbe(features.data, golden.decibels, 1e-4)
  nearProbe(cutBelow(features, 80).data, golden.topDb, 1e-4)
})

test('windows', () => {
  for (const { name, length, result } of golden.windows) {
    if (name === 'kaiser') nearProbe(kaiserWindow(length), result, 1e-7)
    else if (name === 'gaussian') nearProbe(gaussianWindow(length), result, 1e-7)
    else nearProbe(windowOf(name as WindowShape, length), result, 1e-7)
  }
})

const transform = dct(128, { coefficients: 20 })
const cepstra = transform(cutBelow(logMel(decibels)(signal), 80))

test('cepstra', () => {
  nearProbe(cepstra.data, golden.mfcc, 1e-4)
  const lift = (value: number, i: number): number => value * (1 + 11 * Math.sin((Math.PI * ((i % 20) + 1)) / 22))
  nearProbe(numbers(cepstra).map(lift), golden.lifted, 1e-4)
})

test('cepstra of a clip without bands that are cut', () => {
  const loud = signal.slice(0, samples >> 1)
  const cut = cutBelow(logMel(decibels)(loud), 80)
  assert.is(distance(mfcc({ ...decibels, coefficients: 20 })(loud).data, transform(cut).data), 0)
})

test('deltas', () => {
  const rows = deltas({ width: 9 })(cepstra)
  nearProbe(numbers(rows).slice(4 * 20, -4 * 20), golden.deltas, 1e-5)
  nearProbe(rows.data, golden.deltasNearest, 1e-5)
})

test('pcen', () => {
  const energies = logMel({ ...mels, log: 'none' })(signal.map((value) => value * 2 ** 15.5))
  const frames = (0.4 * 22050) / 512
  const smoothing = (Math.sqrt(1 + 4 * frames ** 2) - 1) / (2 * frames ** 2)
  nearProbe(pcen({ smoothing })(energies, new Float64Array(128).fill(1)).data, golden.pcen, 1e-6)
})

test('measures', () => {
  const magnitudes = spectrogram({ fft: 2048, power: 1 })(signal)
  nearProbe(spectralCentroid(magnitudes, { sampleRate: 22050 }).data, golden.centroid, 1e-3)
  nearProbe(spectralRolloff(magnitudes, { sampleRate: 22050 }).data, golden.rolloff, 1e-9)
  nearProbe(rms({ fft: 2048 })(signal).data, golden.rms, 1e-6)
})

test('soxr, inside and well below the cutoff', () => {
  const tones = Float32Array.from({ length: 8820 }, (_, n) => {
    let sum = 0
    for (let i = 0; i < 8; i++) sum += Math.sin((2 * Math.PI * (100 + 900 * i) * n) / 44100)
    return sum / 8
  })
  const best = { window: 'kaiser', lowpassFilterWidth: 64, rolloff: 0.9475937167399596 } as const
  nearProbe(resample(tones, { from: 44100, to: 16000, ...best }).slice(400, -400), golden.resample, 1e-4)
})

test('Griffin-Lim', () => {
  const rows = spectrogram({ fft: 512, power: 1, center: true })(clip.slice(0, samples >> 1))
  nearProbe(rows.data, golden.magnitudes, 1e-5)
  nearProbe(griffinLim({ fft: 512, power: 1, iterations: 8 })(rows), golden.griffinLim, 1e-4)
})

test.run()
