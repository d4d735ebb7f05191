/** The rows "to get torchaudio's, set" of docs/audio give torchaudio's numbers. */
import type { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  dct,
  deltas,
  griffinLim,
  lfcc,
  logMel,
  type LogMelOptions,
  mfcc,
  resample,
  spectralCentroid,
  spectrogram,
  stft,
  windowOf,
} from '../src/index.ts'
import { biquad, filterBiquad } from '../src/augment/index.ts'
import golden from './golden/torchaudio.json' with { type: 'json' }
import { cutBelow, nearProbe, tone } from './defaults.ts'
import { distance } from './signals.ts'

const test = suite('torchaudio')

const clip = tone(golden.samples)
const frames = { fft: 400, window: 400, hop: 200, center: true }
const mels: LogMelOptions = { ...frames, mels: 128, low: 0, log: 'decibel', floor: 1e-10 }

test('spectra', () => {
  const { real, imaginary } = stft({ fft: 512, shape: 'rectangular', center: true })(clip)
  nearProbe(real.data, golden.real, 1e-6)
  nearProbe(imaginary.data, golden.imaginary, 1e-6)
  nearProbe(spectrogram({ fft: 400, hop: 200, center: true })(clip).data, golden.spectrogram, 1e-4)
})

test('log-mel', () => {
  nearProbe(logMel(mels)(clip).data, golden.decibels, 1e-4)
})

test('Kaldi, whose triangles stand on the mel scale, from 56 samples before the signal on', () => {
  const signal = new Float32Array(56 + (clip.length >> 1) + 56)
  signal.set(clip.subarray(0, clip.length >> 1), 56)
  const shape = windowOf('hamming', 400, { symmetric: true })
  nearProbe(logMel({ window: 400, shape, floor: 1.1920929e-7 })(signal).data, golden.kaldi, 0.02)
})

test('cepstra, what is 80 dB below the loudest band being cut', () => {
  const ofCut = (rows: Tensor): Tensor => dct(128, { coefficients: 40 })(cutBelow(rows, 80))
  const cepstra = ofCut(logMel(mels)(clip))
  nearProbe(cepstra.data, golden.mfcc, 1e-4)
  nearProbe(ofCut(logMel({ ...mels, scale: 'linear' })(clip)).data, golden.lfcc, 1e-4)
  nearProbe(deltas()(cepstra).data, golden.deltas, 1e-5)
})

test('cepstra, where no band is cut, of the features alone', () => {
  const loud = clip.slice(0, clip.length >> 1)
  const options: LogMelOptions = { ...mels, mels: 40 } // of 128 some have no frequency of the 201, so that they are always cut
  assert.ok(logMel(mels)(loud).data.includes(-100))
  const [byHtk, byHz] = (['htk', 'linear'] as const).map((scale) =>
    dct(40)(cutBelow(logMel({ ...options, scale })(loud), 80)),
  )
  assert.is(distance(mfcc({ ...options, coefficients: 40 })(loud).data, byHtk.data), 0)
  assert.is(distance(lfcc({ ...options, coefficients: 40 })(loud).data, byHz.data), 0)
})

test('centroid', () => {
  const magnitudes = spectrogram({ ...frames, power: 1 })(clip)
  nearProbe(spectralCentroid(magnitudes, { sampleRate: 16000 }).data, golden.centroid, 1e-3)
})

test('resampling', () => {
  nearProbe(resample(clip, { from: 44100, to: 16000 }), golden.resample, 1e-6)
  const best = { window: 'kaiser', lowpassFilterWidth: 64, rolloff: 0.9475937167399596 } as const
  nearProbe(resample(clip, { from: 44100, to: 16000, ...best }), golden.best, 1e-6)
  const fast = { window: 'kaiser', lowpassFilterWidth: 16, rolloff: 0.85, beta: 8.555504641634386 } as const
  nearProbe(resample(clip, { from: 44100, to: 16000, ...fast }), golden.fast, 1e-6)
})

test('filters, where torchaudio does not clip', () => {
  const soft = clip.map((value) => value / 4)
  const at = { sampleRate: 16000, frequency: 1000 }
  nearProbe(filterBiquad(soft, biquad({ kind: 'low', ...at, q: 0.8 })), golden.low, 1e-6)
  nearProbe(filterBiquad(soft, biquad({ kind: 'peak', ...at, q: 2, gain: 6 })), golden.peak, 1e-6)
})

test('Griffin-Lim', () => {
  const powers = spectrogram({ fft: 400, hop: 200, center: true })(clip.slice(0, clip.length >> 1))
  nearProbe(griffinLim({ fft: 400, hop: 200, iterations: 8 })(powers), golden.griffinLim, 1e-3)
})

test.run()
