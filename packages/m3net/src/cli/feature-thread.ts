import { parentPort, workerData } from 'node:worker_threads'
import { serve } from '@m3net/nn'
import type { Item } from '../data/dataset.ts'
import { featureReader } from '../data/load-features.ts'
import { FrontEnd } from '../model/front-end.ts'
import { frontEndKernels } from './choose-kernels.ts'
import type { FeatureMessage, FeatureWork } from './feature-threads.ts'
import { nodeFiles } from './node-files.ts'

const { root, frontEnd, kernels: asked } = workerData as FeatureWork
const kernels = frontEndKernels(asked)
const transform = new FrontEnd(frontEnd, kernels)
const { sampleRate, seconds } = frontEnd
const read = featureReader(nodeFiles(root), {
  sampleRate,
  seconds,
  kernels,
  frontEnd: (signal) => transform.features(signal),
})

serve(parentPort!, async (item) => {
  const clip = await read(item as Item)
  if ('error' in clip) {
    const result: FeatureMessage = { reason: clip.error.message, content: clip.content }
    return { result }
  }
  const { shape, data } = clip.features.contiguous()
  const values = Float32Array.from(data)
  const result: FeatureMessage = { shape, values, content: clip.content }
  return { result, transfer: [values.buffer] }
})
