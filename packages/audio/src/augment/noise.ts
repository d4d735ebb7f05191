import type { Rng } from '@m3net/tensor'
import { checkChoice } from '../check-options.ts'
import { meanPower } from '../mean-power.ts'

/** How the power of noise falls with frequency: not at all, by 3 dB an octave, by 6 dB an octave. */
export type NoiseColor = 'white' | 'pink' | 'brown'

// Poles and weights of the one-pole filters whose sum colours white noise.
const filters: Readonly<Record<NoiseColor, readonly (readonly [pole: number, weight: number])[]>> = {
  white: [[0, 1]],
  // P. Kellet, "pk3", musicdsp.org/en/latest/Filters/76-pink-noise-filter.html: within 0.05 dB of 3 dB an octave from
  // 1 / 5000 of the sample rate on.
  pink: [
    [0, 0.5362],
    [0.99886, 0.0555179],
    [0.99332, 0.0750759],
    [0.969, 0.153852],
    [0.8665, 0.3104856],
    [0.55, 0.5329522],
    [-0.7616, -0.016898],
  ],
  // It leaks, so that it does not wander off: it is flat below 1 / 6000 of the sample rate.
  brown: [[0.999, 1]],
}
const pinkBefore = 0.115926

/** Gaussian noise, [samples], of mean power 1. */
export function noise(color: NoiseColor, samples: number, rng: Rng): Float32Array {
  checkChoice('noise', 'color', color, ...Object.keys(filters))
  const bank = filters[color]
  const states = new Float64Array(bank.length)
  let before = 0
  const colored = Float32Array.from({ length: samples }, () => {
    const input = Math.fround(rng.normal())
    let sum = color === 'pink' ? pinkBefore * before : 0
    for (let k = 0; k < states.length; k++) sum += states[k] = bank[k][0] * states[k] + bank[k][1] * input
    before = input
    return sum
  })
  const scale = 1 / Math.sqrt(meanPower(colored) || 1)
  return colored.map((sample) => scale * sample)
}
