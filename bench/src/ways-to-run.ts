import { Adam, parameters } from '@m3net/nn'
import { crossEntropy, noGrad, Rng, useKernels, valueAndGrad, type Tensor } from '@m3net/tensor'
import { compile, plainModule, simdKernels, type CompiledModule } from '@m3net/tensor/simd'
import { relaxedModule } from '@m3net/tensor/relaxed'
import type { M3Net } from 'm3net'
import { seededBatch, seededModel, type Comparison } from './peers-network.ts'

/** A network run in some way. */
export interface Runner {
  /** Logits of the first inputs of the batch. */
  infer(batch: number): Tensor
  /** A training step on the first inputs; gives the loss. */
  step(batch: number): number
}

const SIMD = plainModule ? simdKernels() : undefined

/** Every way to run a network that this engine has, from the plainest. */
export const waysToRun: Readonly<Record<string, (comparison: Comparison) => Runner>> = {
  plain: (comparison) => runner(comparison, null),
  ...(SIMD && { 'SIMD one by one': (comparison) => withKernels(runner(comparison, null)) }),
  ...(plainModule && { plan: (comparison) => runner(comparison, plainModule) }),
  ...(relaxedModule && { 'relaxed plan': (comparison) => runner(comparison, relaxedModule) }),
}

/** The same network and the same batches each time. */
function runner(comparison: Comparison, module: CompiledModule | null): Runner {
  const rng = new Rng('ways to run')
  const model = seededModel(comparison.network, rng)
  const batches = new Map<number, { x: Tensor; labels: Tensor }>()
  const batchOf = (size: number): { x: Tensor; labels: Tensor } => {
    const known = batches.get(size)
    if (known) return known
    const tensors = seededBatch(comparison, size, new Rng(size))
    const made = { x: tensors.get('x')!, labels: tensors.get('labels')! }
    batches.set(size, made)
    return made
  }
  const { optimizer, train } = training(model)
  const infer = compile((x: Tensor) => noGrad(() => model.forward(x)), { module, frozen: true, perItem: true })
  const step = compile(train, { module })
  return {
    infer: (size) => infer(batchOf(size).x),
    step(size) {
      const { x, labels } = batchOf(size)
      optimizer.prepare()
      return step(x, labels).item()
    },
  }
}

function training(model: M3Net): { optimizer: Adam; train: (x: Tensor, labels: Tensor) => Tensor } {
  const trained = parameters(model)
  const optimizer = new Adam(trained)
  const train = (x: Tensor, labels: Tensor): Tensor => {
    const loss = (): Tensor => crossEntropy(model.forward(x, { training: true }), labels)
    const { value, gradients } = valueAndGrad(loss, trained)
    optimizer.apply(gradients)
    return value.detach()
  }
  return { optimizer, train }
}

function withKernels({ infer, step }: Runner): Runner {
  const laid = <T>(f: () => T): T => {
    const before = useKernels(SIMD!)
    try {
      return f()
    } finally {
      useKernels(before)
    }
  }
  return { infer: (size) => laid(() => infer(size)), step: (size) => laid(() => step(size)) }
}
