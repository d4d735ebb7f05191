import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { currentScope, mul, nameScope, Tensor, useKernels, valueAndGrad, type FastKernel } from '../src/index.ts'

const test = suite('names of scopes')

test('operations and their gradients run under the innermost name', () => {
  const seen: string[] = []
  const watched =
    (name: string): FastKernel =>
    (y, inputs, options, plain) => {
      seen.push(`${name} in ${currentScope()}`)
      plain(y, inputs, options)
    }
  const before = useKernels(new Map(['exp', 'mul', 'sum'].map((name) => [name, watched(name)])))
  try {
    const x = Tensor.of([1, 2])
    valueAndGrad(
      (y) => {
        const inner = nameScope('outer', () =>
          mul(
            nameScope('inner', () => y.exp()),
            3,
          ),
        )
        return nameScope('loss', () => inner.sum())
      },
      [x],
    )
  } finally {
    useKernels(before)
  }
  assert.equal(seen, ['exp in inner', 'mul in outer', 'sum in loss', 'mul in outer', 'mul in inner'])
  assert.is(currentScope(), '')
})

test('a name ends with what it was given to, also by an error', () => {
  const fail = (): never => {
    throw new Error('on purpose')
  }
  assert.throws(() => nameScope('a', () => nameScope('b', fail)), 'on purpose')
  assert.is(currentScope(), '')
})

test.run()
