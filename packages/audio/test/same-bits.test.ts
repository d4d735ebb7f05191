import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { logMel, melFilterbank, resample, windowOf } from '../src/index.ts'
import { fingerprint, noise } from './signals.ts'

// Every runtime must find these fingerprints. A change that moves one moves the features under saved models.
const test = suite('same bits')

test('windows', () => {
  assert.is(fingerprint(windowOf('hann', 480)), 'bb349020')
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

test.run()
