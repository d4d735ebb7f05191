import { valueAndGrad, type Rng, type Tensor } from '@m3net/tensor'
import type { compile } from '@m3net/tensor/simd'
import type { Layer } from '../layer.ts'
import type { Parameter } from '../parameter.ts'
import type { Loss } from './evaluate.ts'

/** `compile` of @m3net/tensor/simd, or one with other kernels. It is given rather than imported, so that who does not use it does not load it. */
export type Compile = typeof compile

export interface BatchGradients {
  loss: number
  /** [N, C] */
  logits: Tensor
  /** In the order of the parameters. */
  gradients: Tensor[]
}

/** All the arithmetic of a batch: forward pass, loss and gradients. Running statistics move with it. */
export type ComputeGradients = (x: Tensor, labels: Tensor, rng: Rng) => BatchGradients

/** The arithmetic of batches, as a plan for each shape of batch where `compile` is given. */
export function batchGradients(
  model: Layer,
  parameters: readonly Parameter[],
  loss: Loss,
  compile?: Compile,
): ComputeGradients {
  const eager = (x: Tensor, labels: Tensor, rng: Rng): { loss: Tensor; logits: Tensor; gradients: Tensor[] } => {
    let logits = x
    const { value, gradients } = valueAndGrad(() => {
      logits = model.forward(x, { training: true, rng })
      return loss(logits, labels)
    }, parameters)
    return { loss: value.detach(), logits: logits.detach(), gradients }
  }
  const compute = compile ? compile(eager) : eager
  return (x, labels, rng) => {
    const results = compute(x, labels, rng)
    return { ...results, loss: results.loss.item() }
  }
}
