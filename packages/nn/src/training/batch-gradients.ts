import { valueAndGrad, type Tensor } from '@m3net/tensor'
import type { Layer, Mode } from '../layer.ts'
import type { Parameter } from '../parameter.ts'
import type { Loss } from './evaluate.ts'

export interface BatchGradients {
  loss: number
  /** [N, C] */
  logits: Tensor
  /** In the order of the parameters. */
  gradients: Tensor[]
}

/** All the arithmetic of a batch: forward pass, loss and gradients. Running statistics move with it. */
export type ComputeGradients = (x: Tensor, labels: Tensor, mode: Mode) => BatchGradients

export function batchGradients(model: Layer, parameters: readonly Parameter[], loss: Loss): ComputeGradients {
  return (x, labels, mode) => {
    let logits = x
    const { value, gradients } = valueAndGrad(() => {
      logits = model.forward(x, mode)
      return loss(logits, labels)
    }, parameters)
    return { loss: value.item(), logits: logits.detach(), gradients }
  }
}
