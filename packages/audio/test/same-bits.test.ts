import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  gammatone,
  gaussianWindow,
  gfcc,
  griffinLim,
  kaiserWindow,
  logMel,
  melFilterbank,
  mfcc,
  pcen,
  resample,
  spectrogram,
  windowOf,
} from '../src/index.ts'
import { fingerprint, noise } from './signals.ts'

// Every runtime must find these fingerprints. A change that moves one moves the features under saved models.
const test = suite('same bits')

test('windows', () => {
  assert.is(fingerprint(windowOf('hann', 480)), 'bb349020')
  assert.is(fingerprint(windowOf('blackman', 480)), 'd50ca7d9')
  assert.is(fingerprint(kaiserWindow(480)), '9fa0be8f')
  assert.is(fingerprint(gaussianWindow(480)), 'b35013ce')
})

test('filter banks', () => {
  const options = { bins: 513, sampleRate: 44100, mels: 80 } as const
  const htk = melFilterbank(options)
  const slaney = melFilterbank({ ...options, scale: 'slaney', norm: 'slaney' })
  assert.is(fingerprint(htk.data as Float32Array), '1c4f76d9')
  assert.is(fingerprint(slaney.data as Float32Array), 'a1170215')
})

test('resampling', () => {
  assert.is(fingerprint(resample(noise(10000), { from: 44100, to: 16000 })), '511cbb2e')
  assert.is(fingerprint(resample(noise(10000), { from: 16000, to: 44100, window: 'kaiser' })), '176dda05')
})

test('log-mel features', () => {
  assert.is(fingerprint(logMel()(noise(16000)).data as Float32Array), '28782c37')
  const decibels = logMel({ center: true, log: 'decibel', scale: 'slaney', power: 1 })
  assert.is(fingerprint(decibels(noise(16000)).data as Float32Array), 'aab5d729')
})

test('spectra of any length', () => {
  for (const [fft, bits] of [
    [400, '460a3cf5'],
    [882, 'a7d468ee'],
    [509, 'e5d36608'],
  ] as const) {
    assert.is(fingerprint(spectrogram({ fft })(noise(5000)).data as Float32Array), bits)
  }
})

test('cepstra, gammatone filters and normalised energies', () => {
  assert.is(fingerprint(mfcc()(noise(16000)).data as Float32Array), 'b236f32b')
  assert.is(fingerprint(gfcc()(noise(16000)).data as Float32Array), 'dca54981')
  assert.is(fingerprint(gammatone()(noise(1000)).data as Float32Array), '4a131b40')
  assert.is(fingerprint(pcen()(logMel({ log: 'none' })(noise(16000))).data as Float32Array), 'e303ac8c')
})

test('signals from spectrograms', () => {
  const rows = spectrogram({ fft: 256, center: true })(noise(3000))
  assert.is(fingerprint(griffinLim({ fft: 256, iterations: 4 })(rows)), 'f39618f3')
})

test.run()
