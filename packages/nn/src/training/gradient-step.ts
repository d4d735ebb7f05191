import { valueAndGrad, type Tensor } from '@m3net/tensor'
import type { Layer, Mode } from '../layer.ts'
import { clipGradNorm } from '../optimizers/clip.ts'
import type { Parameter } from '../parameter.ts'
import { state } from '../state.ts'
import type { Loss } from './evaluate.ts'
import type { Batch } from './source.ts'
import { TrainingError } from './training-error.ts'

export interface GradientStep {
  model: Layer
  parameters: readonly Parameter[]
  loss: Loss
  clipNorm: number | undefined
}

/** Loss, scores and gradients of one batch. Throws {@link TrainingError} when loss or gradients are not finite. */
export function gradientStep(
  { model, parameters, loss, clipNorm }: GradientStep,
  { x, labels }: Batch,
  mode: Mode,
  { epoch, step, lr }: { epoch: number; step: number; lr: number },
): { loss: number; logits: Tensor; gradients: Tensor[] } {
  let logits: Tensor = x
  const { value, gradients } = valueAndGrad(() => {
    logits = model.forward(x, mode)
    return loss(logits, labels)
  }, parameters)
  const fail = (what: string): never => {
    throw new TrainingError(
      `train: ${what} at epoch ${epoch}, step ${step}, with lr ${lr}; wanted finite numbers; lower lr, set clipNorm, or look for such numbers in the data`,
      epoch,
      step,
    )
  }
  if (!Number.isFinite(value.item())) fail(`the loss is ${value.item()}`)
  const { gradients: clipped, norm } = clipGradNorm(gradients, clipNorm ?? Infinity)
  if (!Number.isFinite(norm)) {
    const bad = parameters[gradients.findIndex((gradient) => !gradient.contiguous().data.every(Number.isFinite))]
    const [name] = [...state(model)].find(([, tensor]) => tensor === bad) ?? ['a parameter']
    fail(`the gradient of ${name} is not finite`)
  }
  return { loss: value.item(), logits: logits.detach(), gradients: clipped }
}
