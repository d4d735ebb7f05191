import { readNetworkTask } from '../tensors.mjs'
import { serve } from '../serve.mjs'
import { onnxModel } from './onnx-model.mjs'

// Variants: node (native code) and web (WebAssembly with SIMD).
await serve(async ({ task: path, variant }) => {
  const { default: ort } = await import(variant === 'web' ? 'onnxruntime-web/wasm' : 'onnxruntime-node').then(
    (module) => (module.default?.InferenceSession ? module : { default: module }),
  )
  if (variant === 'web') ort.env.wasm.numThreads = 1
  const task = readNetworkTask(path)
  const session = await ort.InferenceSession.create(onnxModel(task), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionProviders: [variant === 'web' ? 'wasm' : 'cpu'],
    graphOptimizationLevel: 'all',
  })
  const inputs = new Map()
  const inputOf = (batch) => {
    const shape = [batch, 1, task.mels, task.frames]
    if (!inputs.has(batch)) inputs.set(batch, new ort.Tensor('float32', task.images(batch), shape))
    return inputs.get(batch)
  }
  const [output] = session.outputNames
  return { infer: async (batch) => (await session.run({ x: inputOf(batch) }))[output].data }
})
