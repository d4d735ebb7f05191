import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { toMono } from '../../src/files/index.ts'
import { thrown } from '../signals.ts'

const test = suite('audio')

test('toMono is the mean of the channels', () => {
  const channels = [Float32Array.of(1, 0.5, 0), Float32Array.of(-1, 0.25, 0), Float32Array.of(0.75, 0.75, 0)]
  assert.equal(toMono({ channels }), Float32Array.of(0.25, 0.5, 0))
})

test('toMono returns a single channel as it is', () => {
  const only = Float32Array.of(1, 2)
  assert.is(toMono({ channels: [only] }), only)
})

test('toMono wants channels of one length', () => {
  assert.is(thrown(() => toMono({ channels: [] })).message, 'toMono: audio has 0 channels; wanted at least 1')
  assert.is(
    thrown(() => toMono({ channels: [new Float32Array(2), new Float32Array(3)] })).message,
    'toMono: the channels have 2, 3 samples; wanted one length',
  )
})

test.run()
