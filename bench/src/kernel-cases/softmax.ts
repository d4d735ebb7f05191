import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'

const [ROWS, CLASSES] = [1024, 35]

/**
 * What a number takes: 36 operations for exp (packages/tensor/assembly/elementary.ts), and for the maximum, the difference from it, the
 * sum and the quotient one each.
 */
const OPERATIONS = 40

/** Softmax, its logarithm and the cross entropy of rows of as many classes as speech commands have. */
export function softmax(space: KernelWorkspace): KernelCase[] {
  const [size, row] = [ROWS * CLASSES, CLASSES * 4]
  const [x, y] = [space.noise(size), space.room(size + ROWS)]
  const [labels, apart] = [space.room(ROWS), space.room(size)]
  const X = space.read(x, ROWS, CLASSES)
  const targets = t.Tensor.from(
    Int32Array.from({ length: ROWS }, (_, i) => (i * 11) % CLASSES),
    [ROWS],
  )
  new Int32Array(space.memory.buffer, labels, ROWS).set(targets.data)
  const rows = [ROWS, CLASSES, x, row] as const
  const losses = y + 4 * size
  const work = { flop: OPERATIONS * size }
  return [
    {
      name: 'softmax of 1,024 rows of 35',
      work,
      plain: () => t.softmax(X),
      simd: (k) => k.softmaxRows(...rows, y, row),
      result: space.result(y, [ROWS, CLASSES]),
    },
    {
      name: 'its logarithm',
      work,
      plain: () => t.logSoftmax(X),
      simd: (k) => k.logSoftmaxRows(...rows, y, row),
      result: space.result(y, [ROWS, CLASSES]),
    },
    {
      name: 'cross entropy, with its gradient',
      work,
      plain() {
        const logits = X.track()
        const each = t.crossEntropy(logits, targets, { reduction: 'none' })
        const [gradient] = t.grad(each, [logits], { seed: t.ones([ROWS]) })
        return t.concat([gradient.reshape([size]), each])
      },
      simd: (k) => k.crossEntropyRows(...rows, labels, 0, losses, y, row, 1),
      result: space.result(y, [size + ROWS]),
      variants: [
        {
          why: 'softmax and its logarithm, one after the other',
          run(k) {
            k.softmaxRows(...rows, y, row)
            k.logSoftmaxRows(...rows, apart, row)
            const [slopes, logarithms, each] = [space.view(y, size), space.view(apart, size), space.view(losses, ROWS)]
            for (let i = 0, first = 0; i < ROWS; i++, first += CLASSES) {
              each[i] = -logarithms[first + targets.data[i]]
              slopes[first + targets.data[i]] -= 1
            }
          },
        },
      ],
    },
  ]
}
