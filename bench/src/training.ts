import { crossEntropy, Rng, Tensor, valueAndGrad } from '@m3net/tensor'
import { Adam, parameters } from '@m3net/nn'
import { M3Net, preset, presets, type PresetName } from 'm3net'
import { Bench } from 'tinybench'

const BATCH = 32
const CLASSES = 35
const [MELS, FRAMES] = [64, 97]

/** Samples a second of a training step and of inference, for each preset: input 64 x 97, batch 32, plain kernels. */
export async function run(): Promise<Record<string, number>> {
  const rng = new Rng('bench')
  const x = Tensor.from(
    Float32Array.from({ length: BATCH * MELS * FRAMES }, () => rng.normal()),
    [BATCH, 1, MELS, FRAMES],
  )
  const labels = Tensor.from(Int32Array.from({ length: BATCH }, (_, i) => i % CLASSES))
  const bench = new Bench({ iterations: 8, time: 0, warmupIterations: 3, warmupTime: 0 })
  for (const name of Object.keys(presets) as PresetName[]) {
    const model = new M3Net(preset(name, CLASSES), rng.split(name))
    const trained = parameters(model)
    const optimizer = new Adam(trained, { lr: 1e-3 })
    bench.add(`preset ${name}, training step`, () => {
      const loss = (): Tensor => crossEntropy(model.forward(x, { training: true }), labels)
      optimizer.step(valueAndGrad(loss, trained).gradients)
    })
    bench.add(`preset ${name}, inference`, () => void model.forward(x.detach()))
  }
  await bench.run()
  return Object.fromEntries(
    bench.tasks.map(({ name, result }) => {
      if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`)
      return [name, (1000 * BATCH) / result.latency.p50]
    }),
  )
}
