import type { Rng } from '@m3net/tensor'
import { checkChoice } from '../check-options.ts'
import { meanPower } from '../mean-power.ts'

/** How the power of noise falls with frequency: not at all, by 3 dB an octave, by 6 dB an octave. */
export type NoiseColor = 'white' | 'pink' | 'brown'

// Pole and weight of each one-pole filter of the sum. P. Kellet, "pk3", musicdsp.org/en/latest/Filters/76-pink-noise-
// filter.html:
// within 0.05 dB of 3 dB an octave from 1 / 5000 of the sample rate on.
const pinkFilter: readonly (readonly [pole: number, weight: number])[] = [
  [0.99886, 0.0555179],
  [0.99332, 0.0750759],
  [0.969, 0.153852],
  [0.8665, 0.3104856],
  [0.55, 0.5329522],
  [-0.7616, -0.016898],
]
const pinkNow = 0.5362
const pinkBefore = 0.115926
/** Of the integrator, so that brown noise does not wander off: it is flat below 1 / 6000 of the sample rate. */
const leak = 0.999

/** Gaussian noise, [samples], of mean power 1. */
export function noise(color: NoiseColor, samples: number, rng: Rng): Float32Array {
  checkChoice('noise', 'color', color, 'white', 'pink', 'brown')
  const white = Float32Array.from({ length: samples }, () => rng.normal())
  if (color === 'pink') colorPink(white)
  else if (color === 'brown') colorBrown(white)
  const scale = 1 / Math.sqrt(meanPower(white) || 1)
  return white.map((sample) => scale * sample)
}

function colorPink(signal: Float32Array): void {
  const state = new Float64Array(pinkFilter.length)
  let before = 0
  for (let i = 0; i < signal.length; i++) {
    const input = signal[i]
    let sum = pinkNow * input + pinkBefore * before
    for (let k = 0; k < state.length; k++) {
      state[k] = pinkFilter[k][0] * state[k] + pinkFilter[k][1] * input
      sum += state[k]
    }
    signal[i] = sum
    before = input
  }
}

function colorBrown(signal: Float32Array): void {
  let sum = 0
  for (let i = 0; i < signal.length; i++) signal[i] = sum = leak * sum + signal[i]
}
