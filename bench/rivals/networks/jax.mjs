import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax'
import { readNetworkTask } from '../tensors.mjs'
import { serve } from '../serve.mjs'
import { jaxOps } from './jax-ops.mjs'
import { walk } from './walk.mjs'

const [RATE, BETA1, BETA2, EPS] = [1e-3, 0.9, 0.999, 1e-8]

// Arrays of jax-js are consumed by what they are given to; `.ref` is one more use.
const again = (values) => tree.map((array) => array.ref, values)

await serve(async ({ task: path, role }) => {
  await init('wasm')
  defaultDevice('wasm')
  const { network, weights, mels, frames, labels, images } = readNetworkTask(path)
  const all = Object.entries(weights).filter(([name]) => !name.endsWith('tracked'))
  const arrays = (entries) =>
    Object.fromEntries(entries.map(([name, { data, shape }]) => [name, np.array(data).reshape(shape)]))
  const cache = new Map()
  const imagesOf = (batch) => {
    if (!cache.has(batch)) cache.set(batch, np.array(images(batch)).reshape([batch, 1, mels, frames]))
    return cache.get(batch).ref
  }
  if (role === 'inference') {
    const state = arrays(all)
    const infer = jit((values, x) => walk(network, jaxOps(values, false), x))
    return { infer: (batch) => infer(again(state), imagesOf(batch)).data() }
  }

  const lossOf = (values, x, targets) => {
    const scores = nn.logSoftmax(walk(network, jaxOps(values, true), x))
    return scores
      .mul(targets)
      .sum()
      .mul(-1 / targets.shape[0])
  }
  const gradient = valueAndGrad(lossOf)
  const update = jit((p, m, v, rate, correction, x, targets) => {
    const [loss, g] = gradient(again(p), x, targets)
    const means = tree.map((m, g) => m.mul(BETA1).add(g.mul(1 - BETA1)), m, again(g))
    const squares = tree.map((v, g) => v.mul(BETA2).add(np.square(g).mul(1 - BETA2)), v, g)
    const moved = (p, m, v) => p.sub(m.mul(rate.ref).div(np.sqrt(v).div(correction.ref).add(EPS)))
    return [loss, tree.map(moved, p, again(means), again(squares)), means, squares]
  })
  const start = arrays(all.filter(([name]) => !name.includes('running')))
  let state = [start, ...[0, 1].map(() => tree.map((array) => np.zeros(array.shape), start))]
  let steps = 0
  return {
    async step(batch) {
      steps++
      const targets = new Float32Array(batch * network.classes)
      for (let i = 0; i < batch; i++) targets[i * network.classes + labels[i]] = 1
      const rates = [RATE / (1 - BETA1 ** steps), Math.sqrt(1 - BETA2 ** steps)].map((rate) => np.array(rate))
      const [loss, ...next] = update(
        ...state,
        ...rates,
        imagesOf(batch),
        np.array(targets).reshape([batch, network.classes]),
      )
      state = next
      const value = await loss.data()
      await blockUntilReady(next[0])
      return value
    },
  }
})
