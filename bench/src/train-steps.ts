// node train-steps.js STEPS...: trains preset A on plans, batch 32, and prints its resident set in MB after so many steps.
import { Adam, parameters, train, type Source } from '@m3net/nn'
import { Rng, Tensor } from '@m3net/tensor'
import { compile } from '@m3net/tensor/simd'
import { M3Net, preset } from 'm3net'

const BATCH = 32
const CLASSES = 35
const [MELS, FRAMES] = [64, 97]
const stops = process.argv.slice(2).map(Number)

/** New noise for each batch, as new clips would be. */
const source: Source = {
  size: BATCH * Math.max(...stops),
  batch(items) {
    const rng = new Rng(items[0])
    const x = Float32Array.from({ length: items.length * MELS * FRAMES }, () => rng.uniform())
    const labels = Int32Array.from(items, (item) => item % CLASSES)
    return { x: Tensor.from(x, [items.length, 1, MELS, FRAMES]), labels: Tensor.from(labels) }
  },
}

const model = new M3Net(preset('A', CLASSES), new Rng('weights'))
const options = { optimizer: new Adam(parameters(model)), epochs: 1, batchSize: BATCH, rng: new Rng(0), compile }
let steps = 0
for await (const { kind } of train(model, { train: source }, options)) {
  if (kind === 'step' && stops.includes(++steps)) console.log(process.memoryUsage.rss() / 1e6)
}
