import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'
import { inPlace } from './in-place.ts'

/** About as many parameters as the peers' network has. */
const parameters = 26_240

/** A step of each optimiser. */
export function optimizers(space: KernelWorkspace): KernelCase[] {
  const g = space.noise(parameters)
  const G = space.read(g, parameters)
  const [sgd, momentum, adam] = [1, 2, 3].map((arrays) => inPlace(space, arrays, parameters))
  const rates = t.Tensor.of([1e-3, 1e-2, 0.03], 'float64')
  const at = space.room(2 * rates.size)
  space.view(at, 2 * rates.size).set(new Float32Array(rates.data.buffer))
  const rate = rates.slice(0, 0, 1).contiguous()
  const betas = [0.9, 0.999] as const
  return [
    {
      name: 'gradient descent',
      work: { bytes: 12 * parameters },
      plain() {
        t.sgdStep(sgd.plain[0], G, rate, { weightDecay: 0.01 })
        return sgd.all
      },
      simd: (k) => k.sgdStep(parameters, sgd.at[0], g, at, 0.01),
      result: sgd.result,
    },
    {
      name: 'momentum',
      work: { bytes: 20 * parameters },
      plain() {
        const [p, v] = momentum.plain
        t.momentumStep(p, G, v, rate, { momentum: 0.9, nesterov: true, weightDecay: 0.01 })
        return momentum.all
      },
      simd: (k) => k.momentumStep(parameters, momentum.at[0], g, momentum.at[1], at, 0.9, 1, 0.01),
      result: momentum.result,
    },
    {
      name: 'Adam',
      work: { bytes: 28 * parameters },
      plain() {
        const [p, m, v] = adam.plain
        t.adamStep(p, G, m, v, rates, { betas, eps: 1e-8, weightDecay: 0, decoupledDecay: 0 })
        return adam.all
      },
      simd: (k) => k.adamStep(parameters, adam.at[0], g, adam.at[1], adam.at[2], at, ...betas, 1e-8, 0, 0),
      result: adam.result,
      variants: [
        {
          why: 'in float32: four at a time, but not the bits of the plain step',
          run: (k) => k.adamSingle(parameters, adam.at[0], g, adam.at[1], adam.at[2], at, ...betas, 1e-8),
        },
      ],
    },
  ]
}
