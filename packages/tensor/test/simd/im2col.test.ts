import { suite } from 'uvu'
import { conv2d, conv2dInputGrad, Rng, Tensor, type Conv } from '../../src/index.ts'
import { layouts, putImage } from './image.ts'
import { builds, expectClose, KernelMemory, noise } from './kernel-memory.ts'

const test = suite('simd im2col')

interface Case {
  /** C, H, W */
  image: [number, number, number]
  kernel: [number, number]
  stride: [number, number]
  padding: [number, number]
  dilation: [number, number]
}

const cases: Case[] = [
  { image: [1, 7, 8], kernel: [3, 3], stride: [2, 2], padding: [1, 1], dilation: [1, 1] },
  { image: [3, 5, 9], kernel: [2, 3], stride: [1, 3], padding: [0, 2], dilation: [2, 1] },
  { image: [5, 1, 1], kernel: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1] },
  { image: [4, 6, 2], kernel: [1, 5], stride: [2, 1], padding: [3, 4], dilation: [1, 2] },
  { image: [2, 4, 3], kernel: [4, 3], stride: [3, 5], padding: [2, 7], dilation: [1, 3] },
]

for (const [name, module] of builds) {
  for (const { image, kernel, stride, padding, dilation } of cases) {
    for (const layout of layouts) {
      test(`${name}: ${JSON.stringify({ image, kernel, stride, padding, dilation })}, ${layout}`, () => {
        const [C, H, W] = image
        const columns = C * kernel[0] * kernel[1]
        const rng = new Rng('im2col')
        const [x, w] = [noise(rng, 1, C, H, W), noise(rng, 6, C, ...kernel)]
        const y = conv2d(x, w, { stride, padding, dilation })
        const [, , outH, outW] = y.shape
        const geometry = [H, W, C, ...kernel, ...stride, ...padding, ...dilation, outW]
        const weight = w.reshape([6, columns])

        const memory = new KernelMemory(module)
        const [pointer, , xh, xw] = putImage(memory, x, layout).place
        for (let row = 0; row < outH; row++) {
          const to = memory.room(outW * columns)
          memory.kernels.imageToColumns(...geometry, row, pointer, xh, xw, to)
          const matrix = Tensor.from(Float64Array.from(memory.view(to, outW * columns)), [outW, columns])
          const wanted = y.slice(2, row, row + 1).reshape([6, outW])
          expectClose(weight.matmul(matrix.transpose()), wanted, wanted.mul(0).add(1), 1e-12)
          const own = [...Array(outW * columns).keys()].map((i) => to + i * 4)
          if (!memory.nothingElse(to, outW * columns, own)) throw new Error('written beside the matrix')
        }

        const g = noise(rng, ...y.shape)
        const c: Conv = { stride, padding, dilation, groups: 1, input: [H, W], kernel }
        const gradient = putImage(memory, Tensor.zeros(x.shape), layout)
        const [start, , gh, gw] = gradient.place
        for (let row = 0; row < outH; row++) {
          const matrix = g
            .slice(2, row, row + 1)
            .reshape([6, outW])
            .transpose()
            .matmul(weight)
          memory.kernels.columnsToImage(...geometry, row, start, gh, gw, memory.put(matrix.data))
        }
        const wanted = conv2dInputGrad(g, w, c)
        expectClose(gradient.read(), wanted, wanted.mul(0).add(100), 1e-6)
        gradient.checkMargins()
      })
    }
  }
}

test.run()
