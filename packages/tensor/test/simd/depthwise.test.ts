import { suite } from 'uvu'
import { abs, conv2d, conv2dInputGrad, conv2dWeightGrad, Rng, Tensor, type Conv } from '../../src/index.ts'
import { layouts, putImage } from './image.ts'
import { builds, expectClose, KernelMemory, noise } from './kernel-memory.ts'

const test = suite('simd depthwise')
const RELU = 1
const ADD = 2

type Pair = [number, number]

interface Case {
  /** N, C, H, W */
  image: [number, number, number, number]
  kernel: Pair
  stride: Pair
  padding: Pair
  dilation: Pair
}

const shapes: Case['image'][] = [
  [1, 4, 1, 1],
  [2, 5, 1, 7],
  [2, 8, 6, 1],
  [1, 35, 2, 3],
  [3, 48, 5, 9],
  [1, 12, 4, 6],
]
const threeByThree = ([1, 2] as const).flatMap((step) =>
  shapes.map((image): Case => ({ image, kernel: [3, 3], stride: [step, step], padding: [1, 1], dilation: [1, 1] })),
)
const others: Case[] = [
  { image: [1, 1, 5, 7], kernel: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1] },
  { image: [2, 3, 7, 5], kernel: [2, 3], stride: [2, 3], padding: [0, 2], dilation: [2, 1] },
  { image: [1, 6, 9, 4], kernel: [5, 1], stride: [1, 2], padding: [2, 0], dilation: [1, 3] },
  { image: [1, 4, 6, 8], kernel: [3, 4], stride: [3, 1], padding: [4, 1], dilation: [1, 2] },
]

/** Names of the kernels that can do a case, without what is appended for the gradients. */
function kernelsOf(c: Case): string[] {
  if (!threeByThree.includes(c)) return ['depthwise']
  return ['depthwise', c.stride[0] === 2 ? 'depthwise3x3Stride2' : 'depthwise3x3']
}

for (const [build, module] of builds) {
  for (const c of [...threeByThree, ...others]) {
    const { image, kernel, stride, padding, dilation } = c
    const [N, C, H, W] = image
    const conv: Conv = { stride, padding, dilation, kernel, groups: C, input: [H, W] }
    const rng = new Rng('depthwise')
    const [x, w, bias] = [noise(rng, ...image), noise(rng, C, 1, ...kernel), noise(rng, 1, C, 1, 1)]
    const y = conv2d(x, w, conv)
    const [, , outH, outW] = y.shape
    const g = noise(rng, ...y.shape)

    for (const name of kernelsOf(c)) {
      const geometry =
        name === 'depthwise'
          ? [N, H, W, outH, outW, C, ...kernel, ...stride, ...padding, ...dilation]
          : name === 'depthwise3x3'
            ? [N, H, W, C]
            : [N, H, W, outH, outW, C]

      test(`${build}: ${name} of ${JSON.stringify(c)}`, () => {
        for (const layout of layouts) {
          for (const flags of [0, RELU, ADD | RELU]) {
            const memory = new KernelMemory(module)
            const from = putImage(memory, x, layout).place
            const to = putImage(memory, flags & ADD ? g : Tensor.zeros(y.shape), layout)
            const start = memory.put(bias.data)
            memory.kernels[name](...geometry, ...from, packTaps(memory, w), ...to.place, flags ? start : 0, flags)

            let wanted = y
            if (flags) wanted = wanted.add(bias)
            if (flags & ADD) wanted = wanted.add(g)
            if (flags & RELU) wanted = wanted.relu()
            expectClose(to.read(), wanted, conv2d(abs(x), abs(w), conv).add(abs(bias)).add(abs(g)))
            to.checkMargins()
          }
        }
      })

      test(`${build}: gradient of ${name} by x of ${JSON.stringify(c)}`, () => {
        for (const layout of layouts) {
          for (const flags of [0, ADD]) {
            const memory = new KernelMemory(module)
            const from = putImage(memory, g, layout).place
            const to = putImage(memory, flags & ADD ? x : Tensor.zeros(x.shape), layout)
            const own = name === 'depthwise3x3'
            const run = memory.kernels[own ? name : `${name}InputGrad`]
            run(...geometry, ...from, packTaps(memory, w, own), ...to.place, ...(own ? [0, flags] : [flags]))

            const wanted = conv2dInputGrad(g, w, conv)
            const magnitude = conv2dInputGrad(abs(g), abs(w), conv).add(abs(x))
            expectClose(to.read(), flags & ADD ? wanted.add(x) : wanted, magnitude)
            to.checkMargins()
          }
        }
      })

      test(`${build}: gradient of ${name} by w of ${JSON.stringify(c)}`, () => {
        for (const layout of layouts) {
          const memory = new KernelMemory(module)
          const places = [...putImage(memory, x, layout).place, ...putImage(memory, g, layout).place]
          const taps = packTaps(memory, w)
          memory.kernels[`${name}WeightGrad`](...geometry, ...places, taps)

          const wanted = conv2dWeightGrad(g, x, conv).add(w)
          expectClose(unpackTaps(memory, taps, w), wanted, conv2dWeightGrad(abs(g), abs(x), conv).add(abs(w)))
        }
      })
    }
  }

  test(`${build}: packing taps, turned or not`, () => {
    for (const C of [1, 4, 6]) {
      const memory = new KernelMemory(module)
      const w = noise(new Rng('taps'), C, 1, 2, 3)
      const exact = Tensor.zeros(w.shape)
      expectClose(unpackTaps(memory, packTaps(memory, w), w), w, exact)
      expectClose(unpackTaps(memory, packTaps(memory, w, true), w), w.flip(2, 3), exact)
    }
  })
}

function packTaps(memory: KernelMemory, w: Tensor, turned = false): number {
  const [C, , h, k] = w.shape
  const packed = memory.room(h * k * Math.ceil(C / 4) * 4)
  memory.kernels.packTaps(C, h * k, memory.put(w.contiguous().data), packed, Number(turned))
  return packed
}

function unpackTaps(memory: KernelMemory, taps: number, like: Tensor): Tensor {
  const [C, , h, k] = like.shape
  const w = memory.room(like.size)
  memory.kernels.unpackTaps(C, h * k, taps, w)
  return Tensor.from(Float64Array.from(memory.view(w, like.size)), like.shape)
}

test.run()
