import { Adam, parameters, type Mode } from '@m3net/nn'
import { crossEntropy, nameScope, noGrad, Rng, Tensor, valueAndGrad } from '@m3net/tensor'
import type { M3Net } from '../model/m3net.ts'
import { withLayerNames } from './with-layer-names.ts'

/** What the network does, and of how much. */
export interface Work {
  /** A training step (forward, loss, backward, Adam) or the logits alone. */
  mode: 'training' | 'inference'
  batch: number
  mels: number
  frames: number
}

export type Arguments = [x: Tensor, labels: Tensor, rng: Rng]

/** A function to be compiled or called, with arguments for it. */
export interface Workload {
  f: (x: Tensor, labels: Tensor, rng: Rng) => Tensor
  args: Arguments
  /** To be called before each run. */
  prepare: () => void
}

/** The arguments of each input by itself. */
export function itemsOf([x, labels, rng]: Arguments): Arguments[] {
  return Array.from({ length: x.shape[0] }, (_, n) => [x.slice(0, n, n + 1), labels.slice(0, n, n + 1), rng])
}

/** The work of a network over normal numbers, with the names of layers on its operations. It changes the model when it trains. */
export function workloadOf(model: M3Net, { mode, batch, mels, frames }: Work): Workload {
  const rng = new Rng('profile')
  const noise = Float32Array.from({ length: batch * mels * frames }, () => rng.normal())
  const labels = Int32Array.from({ length: batch }, () => rng.integer(model.options.classes))
  const args: Arguments = [Tensor.from(noise, [batch, 1, mels, frames]), Tensor.from(labels), rng]
  const forward = (x: Tensor, mode?: Mode): Tensor =>
    nameScope('network', () => withLayerNames(model, () => model.forward(x, mode)))
  if (mode === 'inference') return { f: (x) => noGrad(() => forward(x)), args, prepare: () => undefined }
  const trained = parameters(model)
  const optimizer = new Adam(trained)
  const step = (x: Tensor, labels: Tensor, rng: Rng): Tensor => {
    const { value, gradients } = valueAndGrad(() => {
      const logits = forward(x, { training: true, rng })
      return nameScope('loss', () => crossEntropy(logits, labels))
    }, trained)
    nameScope('optimizer', () => optimizer.apply(gradients))
    return value.detach()
  }
  return { f: step, args, prepare: () => optimizer.prepare() }
}
