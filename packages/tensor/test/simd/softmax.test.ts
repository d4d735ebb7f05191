import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { abs, crossEntropy, grad, logSoftmax, Rng, softmax, Tensor } from '../../src/index.ts'
import { builds, expectClose, KernelMemory, noise } from './kernel-memory.ts'
import { putRows, rowLayouts } from './rows.ts'

const test = suite('simd softmax')

const sizes = [
  [1, 1],
  [3, 2],
  [5, 4],
  [4, 35],
  [2, 1001],
] as const

for (const [name, module] of builds) {
  for (const [rows, length] of sizes) {
    for (const layout of rowLayouts) {
      const title = `[${[rows, length]}], ${layout}`
      test(`${name}: softmax and its logarithm, ${title}`, () => {
        const memory = new KernelMemory(module)
        const x = noise(new Rng('softmax'), rows, length).mul(20).add(300)
        const [from, to] = [putRows(memory, x, layout), putRows(memory, x, layout)]
        memory.kernels.softmaxRows(rows, length, ...from.place, ...to.place)
        expectClose(to.read(), softmax(from.read()), softmax(from.read()).add(1e-30), 1e-6)
        memory.kernels.logSoftmaxRows(rows, length, ...from.place, ...to.place)
        expectClose(to.read(), logSoftmax(from.read()), abs(logSoftmax(from.read())).add(1), 2e-7)
        to.checkMargins()
        const wanted = softmax(from.read())
        memory.kernels.softmaxRows(rows, length, ...from.place, ...from.place)
        expectClose(from.read(), wanted, wanted.add(1e-30), 1e-6)
      })

      for (const labelSmoothing of [0, 0.1]) {
        test(`${name}: cross entropy, label smoothing ${labelSmoothing}, ${title}`, () => {
          const memory = new KernelMemory(module)
          const rng = new Rng('cross entropy')
          const logits = putRows(memory, noise(rng, rows, length).mul(5), layout)
          const gradient = putRows(memory, noise(rng, rows, length), layout)
          const labels = Int32Array.from({ length: rows }, () => rng.integer(length))
          const at = memory.put(new Float32Array(labels.buffer))
          const losses = memory.room(rows)
          const x = logits.read().track()
          const each = crossEntropy(x, Tensor.from(labels, [rows]), { labelSmoothing, reduction: 'none' })
          const [slope] = grad(each.sum(), [x])
          const wanted = slope.mul(1 / 7)

          const scale = 1 / 7
          const place = [...gradient.place, scale] as const
          memory.kernels.crossEntropyRows(rows, length, ...logits.place, at, labelSmoothing, losses, ...place)
          const found = Tensor.from(Float64Array.from(memory.view(losses, rows)), [rows])
          expectClose(found, each.detach(), abs(each.detach()).add(1), 1e-6)
          expectClose(gradient.read(), wanted, abs(wanted).add(0.1), 2e-7)
          gradient.checkMargins()
          memory.kernels.crossEntropyRows(
            rows,
            length,
            ...logits.place,
            at,
            labelSmoothing,
            losses,
            ...logits.place,
            scale,
          )
          assert.equal([...logits.read().data], [...gradient.read().data])
        })
      }
    }
  }

  test(`${name}: a hidden class has no share, a NaN is passed on`, () => {
    const memory = new KernelMemory(module)
    const [hidden, broken] = [memory.put([1, -Infinity, 1]), memory.put([0, NaN, 1])]
    memory.kernels.softmaxRows(1, 3, hidden, 12, hidden, 12)
    assert.equal([...memory.view(hidden, 3)], [0.5, 0, 0.5])
    memory.kernels.softmaxRows(1, 3, broken, 12, broken, 12)
    assert.equal([...memory.view(broken, 3)], [NaN, NaN, NaN])
  })
}

test.run()
