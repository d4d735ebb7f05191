/** The made-up sounds of the pictures. */
import { addNoise, chain, reverberate } from '../../packages/audio/src/augment/index.ts'
import { synthesise } from '../../packages/m3net/src/data/index.ts'
import { Rng, type Tensor } from '../../packages/tensor/src/index.ts'

export const sampleRate = 16000
const sound = (label: string): Float32Array => {
  const [{ samples }] = synthesise({ clips: 1, seed: 'pictures', labels: [label] })
  return samples
}
export const siren = sound('siren')
export const vowels = sound('aa-ee')
export const clicks = sound('slow-clicks')
export const both = siren.map((value, i) => 0.5 * value + clicks[i])
const augment = chain(
  reverberate({ sampleRate, fade: [0.6, 0.6], direct: [3, 3] }),
  addNoise({ snr: [15, 15], noise: 'pink' }),
)
export const noisy = augment(siren, new Rng('pictures'))
export const numbers = (tensor: Tensor): Float32Array => tensor.contiguous().data as Float32Array
export const frames = { fft: 512, hop: 128, center: true }
