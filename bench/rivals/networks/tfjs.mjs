import { fileURLToPath } from 'node:url'
import { readNetworkTask } from '../tensors.mjs'
import { serve } from '../serve.mjs'
import { inferenceOps, trainingOps } from './tfjs-ops.mjs'
import { walk } from './walk.mjs'

await serve(async ({ task: path, role }) => {
  const tf = await import('@tensorflow/tfjs').then((module) => module.default ?? module)
  const wasm = await import('@tensorflow/tfjs-backend-wasm').then((module) => module.default ?? module)
  const folder = new URL('../wasm-out/', import.meta.resolve('@tensorflow/tfjs-backend-wasm'))
  wasm.setWasmPaths(fileURLToPath(folder))
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly backend of TensorFlow.js did not start')
  const { network, weights, mels, frames, labels, images } = readNetworkTask(path)
  const cache = new Map()
  const imagesOf = (batch) => {
    if (!cache.has(batch)) cache.set(batch, tf.keep(tf.tensor4d(images(batch), [batch, mels, frames, 1])))
    return cache.get(batch)
  }
  if (role === 'inference') {
    const ops = inferenceOps(tf, weights)
    return {
      infer(batch) {
        const y = tf.tidy(() => walk(network, ops, imagesOf(batch)))
        const logits = y.dataSync()
        y.dispose()
        return logits
      },
    }
  }
  const { ops, variables } = trainingOps(tf, weights)
  const optimizer = tf.train.adam(1e-3)
  return {
    step(batch) {
      const loss = optimizer.minimize(
        () => {
          const targets = tf.oneHot(tf.tensor1d(labels.subarray(0, batch), 'int32'), network.classes)
          return tf.losses.softmaxCrossEntropy(targets, walk(network, ops, imagesOf(batch)))
        },
        true,
        variables,
      )
      const value = loss.dataSync()
      loss.dispose()
      return value
    },
  }
})
