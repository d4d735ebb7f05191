import { readFileSync } from 'node:fs'
import { Adam, parameters } from '@m3net/nn'
import { crossEntropy, noGrad, readSafetensors, slice, valueAndGrad } from '@m3net/tensor'
import { modelOf } from '../../dist/peers-network.js'
import { serve } from '../serve.mjs'

/** Ways to run a model: `infer` gives logits of x; `step` trains on a batch and gives the loss. */
const variants = {
  /** Operation by operation, in plain JavaScript. */
  eager(model) {
    const { optimizer, lossAndGradients } = trainingOf(model)
    return {
      infer: (x) => noGrad(() => model.forward(x)),
      step(x, labels) {
        const { value, gradients } = lossAndGradients(x, labels)
        optimizer.step(gradients)
        return value
      },
    }
  },
  /** Plans over SIMD kernels: the same bits in every engine. */
  simd: async (model) => planned(model, (await import('@m3net/tensor/simd')).plainModule),
  /** Plans over kernels with fused multiply-add. */
  relaxed: async (model) => planned(model, (await import('@m3net/tensor/relaxed')).relaxedModule),
}

async function planned(model, module) {
  const simd = await import('@m3net/tensor/simd')
  if (!module) throw new Error(`Node ${process.version} does not take these kernels of @m3net/tensor`)
  const { optimizer, lossAndGradients } = trainingOf(model)
  const step = simd.compile(
    (x, labels) => {
      const { value, gradients } = lossAndGradients(x, labels)
      optimizer.apply(gradients)
      return value
    },
    { module },
  )
  return {
    infer: simd.compile((x) => model.forward(x), { module, frozen: true, perItem: true }),
    step(x, labels) {
      optimizer.prepare()
      return step(x, labels)
    },
  }
}

function trainingOf(model) {
  const trained = parameters(model)
  const loss = (x, labels) => crossEntropy(model.forward(x, { training: true }), labels)
  return {
    optimizer: new Adam(trained, { lr: 1e-3 }),
    lossAndGradients: (x, labels) => valueAndGrad(() => loss(x, labels), trained),
  }
}

await serve(async ({ task, variant }) => {
  const { tensors, metadata } = readSafetensors(readFileSync(task))
  const { infer, step } = await variants[variant](modelOf(JSON.parse(metadata.network), tensors))
  const first = (name, batch) => slice(tensors.get(name), { axis: 0, start: 0, end: batch }).contiguous()
  const batches = new Map()
  const batchOf = (size) => {
    if (!batches.has(size)) batches.set(size, { x: first('x', size), labels: first('labels', size) })
    return batches.get(size)
  }
  return {
    infer: (batch) => infer(batchOf(batch).x).data,
    step: (batch) => step(batchOf(batch).x, batchOf(batch).labels).data,
  }
})
