import makePffft from '@echogarden/pffft-wasm/simd'
import { serve } from '../serve.mjs'
import { readSignalTask } from '../tensors.mjs'
import { joined, logMelAround } from './log-mel.mjs'

const REAL = 0
const FORWARD = 0

await serve(async ({ task: path }) => {
  const pffft = await makePffft()
  const task = readSignalTask(path)
  const { _pffft_new_setup: prepare, _pffft_aligned_malloc: allocate, _pffft_transform_ordered: run } = pffft
  const plan = (n) => {
    const setup = prepare(n, REAL)
    const [from, to, work] = [0, 1, 2].map(() => allocate(4 * n))
    const view = (pointer) => pffft.HEAPF32.subarray(pointer / 4, pointer / 4 + n)
    const [input, spectrum] = [view(from), view(to)]
    const transform = (frame) => {
      input.set(frame)
      run(setup, from, to, work, FORWARD)
    }
    return { transform, spectrum }
  }
  const transforms = (n) => {
    const { transform, spectrum } = plan(n)
    return () => {
      for (const frame of task.frames[n]) transform(frame)
      // The first pair holds the real parts of the first and of the last bin.
      return () => [spectrum[0], 0, ...spectrum.subarray(2), spectrum[1], 0]
    }
  }
  const { transform, spectrum } = plan(task.fft)
  const features = logMelAround(task, (frame, powers) => {
    transform(frame)
    const last = powers.length - 1
    powers[0] = spectrum[0] ** 2
    powers[last] = spectrum[1] ** 2
    for (let k = 1; k < last; k++) powers[k] = spectrum[2 * k] ** 2 + spectrum[2 * k + 1] ** 2
  })
  return {
    logMel(batch) {
      const results = task.clips.slice(0, batch).map(features)
      return () => joined(results)
    },
    fft512: transforms(512),
    fft1024: transforms(1024),
  }
})
