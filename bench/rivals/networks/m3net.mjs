import { readFileSync } from 'node:fs'
import { Adam, parameters } from '@m3net/nn'
import { crossEntropy, noGrad, readSafetensors, slice, valueAndGrad } from '@m3net/tensor'
import { modelOf } from '../../dist/peers-network.js'
import { serve } from '../serve.mjs'

/** Ways to run a model: `infer` gives logits of x, `step` trains on a batch and gives the loss. */
const variants = {
  eager: (model) => {
    const trained = parameters(model)
    const optimizer = new Adam(trained, { lr: 1e-3 })
    return {
      infer: (x) => noGrad(() => model.forward(x)),
      step(x, labels) {
        const { value, gradients } = valueAndGrad(
          () => crossEntropy(model.forward(x, { training: true }), labels),
          trained,
        )
        optimizer.step(gradients)
        return value
      },
    }
  },
}

await serve(({ task, variant }) => {
  const { tensors, metadata } = readSafetensors(readFileSync(task))
  const { infer, step } = variants[variant](modelOf(JSON.parse(metadata.network), tensors))
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
