import { loadTensors, state } from '@m3net/nn'
import { Rng, Tensor, writeSafetensors } from '@m3net/tensor'
import { M3Net, preset, type Block, type NetworkOptions } from 'm3net'

/** A network and the size of its input [N, 1, mels, frames]. */
export interface Comparison {
  network: NetworkOptions
  mels: number
  frames: number
}

const CLASSES = 35

/** Six blocks at three widths, a batch norm after pointwise convolutions only: the mirror blocks work at half the input's size. */
function threeWidths(first: number, second: number, third: number): NetworkOptions {
  const separable = (channels: number, stride: number): Block => ({ kind: 'separable', channels, stride })
  const mirror: Block = { kind: 'mirror' }
  const stem: Block = { kind: 'conv', channels: first, stride: 2 }
  return preset('C', CLASSES, {
    blocks: [stem, separable(first, 1), mirror, separable(second, 2), mirror, separable(third, 2)],
  })
}

/** The network in which rivals are compared: 26,233 parameters, 31.5 million floating-point operations forward at 64 x 96. */
export const peersNetwork: NetworkOptions = threeWidths(32, 48, 64)

/** What is compared: one network in full, and others so that nothing is tuned to one shape. */
export const comparisons: Readonly<Record<string, Comparison>> = {
  'peers 64 x 96': { network: peersNetwork, mels: 64, frames: 96 },
  'peers 40 x 98': { network: peersNetwork, mels: 40, frames: 98 },
  'peers 128 x 128': { network: peersNetwork, mels: 128, frames: 128 },
  '24-40-72 64 x 96': { network: threeWidths(24, 40, 72), mels: 64, frames: 96 },
  'preset A 64 x 97': { network: preset('A', CLASSES), mels: 64, frames: 97 },
}

/** A model whose norms are not at their initial 0 and 1, so that leaving one out would show. */
export function seededModel(network: NetworkOptions, rng: Rng): M3Net {
  const model = new M3Net(network, rng.split('model'))
  const draw = rng.split('norms')
  for (const [name, { data }] of state(model)) {
    const moved = {
      'norm.weight': () => 1 + 0.1 * draw.normal(),
      'norm.bias': () => 0.1 * draw.normal(),
      running_mean: () => 0.1 * draw.normal(),
      running_var: () => 0.5 + draw.uniform(),
    }
    const value = Object.entries(moved).find(([ending]) => name.endsWith(ending))?.[1]
    if (value) for (let i = 0; i < data.length; i++) data[i] = value()
  }
  return model
}

/** A batch of normal numbers `x` [batch, 1, mels, frames] and int32 `labels` [batch]. */
export function seededBatch({ network, mels, frames }: Comparison, batch: number, rng: Rng): Map<string, Tensor> {
  const x = Tensor.zeros([batch, 1, mels, frames])
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal()
  const labels = Int32Array.from({ length: batch }, () => rng.integer(network.classes))
  return new Map([
    ['x', x],
    ['labels', Tensor.from(labels)],
  ])
}

/** What every contender reads: the weights by torch's names, `x` and `labels` of one batch, the network in the metadata. */
export function taskFile(comparison: Comparison, batch = 32, seed = 'rivals'): Uint8Array {
  const rng = new Rng(seed)
  const weights = state(seededModel(comparison.network, rng))
  const tensors = new Map([...weights, ...seededBatch(comparison, batch, rng.split('batch'))])
  return writeSafetensors(tensors, { network: JSON.stringify(comparison.network) })
}

/** A model with the weights of a task's tensors. */
export function modelOf(network: NetworkOptions, tensors: ReadonlyMap<string, Tensor>): M3Net {
  const model = new M3Net(network, new Rng(0))
  loadTensors(state(model), new Map([...tensors].filter(([name]) => name !== 'x' && name !== 'labels')))
  return model
}
