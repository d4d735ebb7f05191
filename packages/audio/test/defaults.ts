import { Tensor } from '@m3net/tensor'
import * as assert from 'uvu/assert'
import { type Probe, probeDistance, projectionDistance } from './probe.ts'
import { noise } from './signals.ts'

/** The signal of golden/make_librosa.py and make_torchaudio.py: a rising tone in noise, its second half 100 dB softer. */
export function tone(samples: number): Float32Array {
  return noise(samples).map(
    (value, t) => (value * 0.1 + Math.sin(t * 0.1 + t * t * 1e-5)) * (2 * t < samples ? 1 : 1e-5),
  )
}

/** Decibels with what is so much below the loudest of the whole clip raised to that: torchaudio's and librosa's top_db. */
export function cutBelow({ data, shape }: Tensor, decibels: number): Tensor {
  const least = (data as Float32Array).reduce((a, b) => Math.max(a, b)) - decibels
  return Tensor.from(
    (data as Float32Array).map((value) => Math.max(value, least)),
    shape,
  )
}

/** Asserts that no number is further than `most` from what was wanted. */
export function nearProbe(actual: ArrayLike<number>, wanted: Probe, most: number): void {
  const off = Math.max(probeDistance(actual, wanted), projectionDistance(actual, wanted))
  assert.ok(off <= most, `off by ${off}; wanted at most ${most}`)
}
