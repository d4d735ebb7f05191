import { suite } from 'uvu'
import { abs, channelSum, Rng, sum, Tensor } from '../../src/index.ts'
import { putImage, type Layout } from './image.ts'
import { builds, expectClose, KernelMemory, noise } from './kernel-memory.ts'
import { putRows, rowLayouts } from './rows.ts'

const test = suite('simd reduce')

/** images, pixels, C */
const sizes = [
  [1, 1, 1],
  [3, 2, 3],
  [2, 65, 4],
  [1, 131, 35],
  [2, 64, 10],
] as const

for (const [name, module] of builds) {
  for (const [N, pixels, C] of sizes) {
    for (const layout of ['plain', 'mirrored', 'slice'] satisfies Layout[]) {
      test(`${name}: sums over the pixels of [${[N, pixels, C]}], ${layout}`, () => {
        const memory = new KernelMemory(module)
        const rng = new Rng('reduce')
        const [x, z] = [noise(rng, N, C, 1, pixels), noise(rng, N, C, 1, pixels)]
        const [a, an, , aw] = putImage(memory, x, layout).place
        const [b, bn, , bw] = putImage(memory, z, 'plain').place
        const y = putRows(memory, Tensor.zeros([N, C]), 'dense')
        const [to, yn] = y.place
        memory.kernels.pixelSum(N, pixels, C, a, an, aw, to, yn, 1 / pixels)
        expectClose(y.read(), sum(x, { axes: [2, 3] }).div(pixels), sum(abs(x), { axes: [2, 3] }).div(pixels), 1e-6)
        memory.kernels.pixelProductSum(N, pixels, C, a, an, aw, b, bn, bw, to, yn)
        expectClose(y.read(), sum(x.mul(z), { axes: [2, 3] }), sum(abs(x.mul(z)), { axes: [2, 3] }), 1e-6)
        y.checkMargins()
      })
    }
  }

  for (const [rows, length] of [
    [1, 1],
    [3, 7],
    [5, 300],
    [70, 259],
  ]) {
    for (const layout of rowLayouts) {
      test(`${name}: sums of rows and columns of [${[rows, length]}], ${layout}`, () => {
        const memory = new KernelMemory(module)
        const x = noise(new Rng('rows'), rows, length)
        const { place } = putRows(memory, x, layout)
        const y = putRows(memory, Tensor.zeros([1, rows]), 'dense')
        memory.kernels.rowSum(rows, length, ...place, y.place[0])
        expectClose(y.read().pick(0, null), sum(x, { axes: 1 }), sum(abs(x), { axes: 1 }), 1e-6)
        y.checkMargins()
        const z = putRows(memory, Tensor.zeros([1, length]), 'dense')
        memory.kernels.columnSum(rows, length, ...place, z.place[0])
        expectClose(z.read().pick(0, null), channelSum(x), channelSum(abs(x)), 1e-6)
        z.checkMargins()
      })
    }
  }
}

test.run()
