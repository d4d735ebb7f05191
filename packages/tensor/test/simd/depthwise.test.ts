import { suite } from 'uvu'
import { abs, conv2d, Rng, Tensor } from '../../src/index.ts'
import { layouts, putImage } from './image.ts'
import { builds, expectClose, KernelMemory, noise } from './kernel-memory.ts'

const test = suite('simd depthwise')
const RELU = 1
const ADD = 2

/** N, C, H, W */
const sizes = [
  [1, 4, 1, 1],
  [2, 5, 1, 7],
  [2, 8, 6, 1],
  [1, 35, 2, 3],
  [3, 48, 5, 9],
  [1, 12, 3, 2],
] as const

for (const [name, module] of builds) {
  for (const [N, C, H, W] of sizes) {
    for (const layout of layouts) {
      test(`${name}: 3x3 of [${[N, C, H, W]}], ${layout}`, () => {
        for (const flags of [0, RELU, ADD | RELU]) {
          const memory = new KernelMemory(module)
          const rng = new Rng('depthwise')
          const [x, w, bias] = [noise(rng, N, C, H, W), noise(rng, C, 1, 3, 3), noise(rng, 1, C, 1, 1)]
          const before = noise(rng, N, C, H, W)
          const taps = packTaps(memory, w)
          const y = putImage(memory, flags & ADD ? before : Tensor.zeros(x.shape), layout)
          const xp = putImage(memory, x, layout).place
          memory.kernels.depthwise3x3(N, H, W, C, ...xp, taps, ...y.place, memory.put(bias.data), flags)

          const options = { padding: 1, groups: C }
          let wanted = conv2d(x, w, options).add(bias)
          if (flags & ADD) wanted = wanted.add(before)
          if (flags & RELU) wanted = wanted.relu()
          expectClose(y.read(), wanted, conv2d(abs(x), abs(w), options).add(abs(bias)).add(abs(before)))
          y.checkMargins()
        }
      })
    }
  }

  test(`${name}: packing taps and back`, () => {
    for (const C of [1, 4, 6]) {
      const memory = new KernelMemory(module)
      const w = noise(new Rng('taps'), C, 1, 2, 3)
      const back = memory.room(w.size)
      memory.kernels.unpackTaps(C, 6, packTaps(memory, w), back)
      expectClose(Tensor.from(Float64Array.from(memory.view(back, w.size)), w.shape), w, Tensor.zeros(w.shape))
      memory.kernels.unpackTaps(C, 6, packTaps(memory, w, true), back)
      const turned = Tensor.from(Float64Array.from(memory.view(back, w.size)), w.shape)
      expectClose(turned, w.flip(2, 3), Tensor.zeros(w.shape))
    }
  })
}

function packTaps(memory: KernelMemory, w: Tensor, turned = false): number {
  const [C, , h, k] = w.shape
  const packed = memory.room(h * k * Math.ceil(C / 4) * 4)
  memory.kernels.packTaps(C, h * k, memory.put(w.contiguous().data), packed, Number(turned))
  return packed
}

test.run()
