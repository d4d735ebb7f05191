import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { abs, add, div, equal, greater, greaterEqual, less, lessEqual, maximum, minimum } from '../../src/index.ts'
import { mul, neg, notEqual, relu, reluGrad, Rng, sign, sqrt, sub, Tensor } from '../../src/index.ts'
import type { ElementwiseName } from '../../src/simd/elementwise-opcodes.ts'
import { type Counts, operandKinds, putOperand, runProgram } from './elementwise-program.ts'
import { builds, expectClose, KernelMemory } from './kernel-memory.ts'

const test = suite('simd elementwise')

const sizes: Counts[] = [
  [1, 1, 1, 1, 1],
  [2, 1, 3, 4, 5],
  [1, 2, 1, 37, 3],
  [1, 1, 2, 50, 48],
  [1, 1, 3, 21, 48],
  [2, 1, 1, 1100, 1],
  [1, 1, 2, 1, 2051],
  [1, 2, 1, 3, 1027],
  [1, 1, 3, 5, 300],
]

for (const [name, module] of builds) {
  for (const counts of sizes) {
    for (const [i, kind] of operandKinds.entries()) {
      const second = operandKinds[(i + 3) % operandKinds.length]
      test(`${name}: a chain over [${counts}], ${kind} and ${second}`, () => {
        const memory = new KernelMemory(module, 4e5)
        const rng = new Rng('chain')
        const [a, b, c] = [kind, second, 'dense' as const].map((kind) => putOperand(memory, rng, counts, kind))
        const [y, z] = [i % 2 ? 'slice' : 'dense', i % 3 ? 'dense' : 'mirrored'] as const
        const [first, last] = [putOperand(memory, rng, counts, y), putOperand(memory, rng, counts, z)]
        const wanted = a.read().mul(b.read()).add(c.read())
        const [product, sum, difference] = [3, 4, 5]
        runProgram(
          memory,
          counts,
          [a, b, c],
          [
            [first, sum],
            [last, difference],
            [c, difference],
          ],
          [
            ['mul', product, 0, 1],
            ['add', sum, product, 2],
            ['sub', difference, sum, 0],
          ],
        )
        const magnitude = abs(a.read()).mul(abs(b.read()).add(1)).add(5)
        for (const output of [first, last, c]) output.checkMargins()
        expectClose(first.read(), wanted, magnitude, 2e-7)
        expectClose(last.read(), wanted.sub(a.read()), magnitude, 2e-7)
        assert.equal([...c.read().data], [...last.read().data])
      })
    }

    test(`${name}: in place and out of an input, [${counts}]`, () => {
      const memory = new KernelMemory(module, 4e5)
      const rng = new Rng('place')
      const [x, v] = [putOperand(memory, rng, counts, 'dense'), putOperand(memory, rng, counts, 'perRun')]
      const copy = putOperand(memory, rng, counts, 'mirrored')
      const before = x.read()
      // Register 2 is used for everything: the first step may not write it over x, which the second step reads.
      runProgram(
        memory,
        counts,
        [x, v],
        [
          [copy, 0],
          [x, 2],
        ],
        [
          ['sub', 2, 0, 1],
          ['sub', 2, 2, 0],
          ['neg', 2, 2],
        ],
      )
      for (const output of [x, copy]) output.checkMargins()
      expectClose(x.read(), v.read(), abs(v.read()).add(abs(before)), 2e-7)
    })
  }

  const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 1e-40, -1e-40, 3e38, -3e38, 0.3, -0.3, 5, -5, 2]

  const arithmetic = { add, sub, mul, div, maximum, minimum, reluGrad }
  const comparisons = { greater, greaterEqual, less, lessEqual, equal, notEqual }
  for (const [op, plain] of entries({ ...arithmetic, ...comparisons })) {
    test(`${name}: ${op} has the bits of the plain kernel, special values too`, () => {
      const [a, b] = [special.flatMap((x) => special.map(() => x)), special.flatMap(() => special)]
      const [left, right] = [a, b].map((values) => Tensor.from(Float32Array.from(values), [values.length]))
      assert.equal([...runOp(module, op, [left, right]).data], [...plain(left, right).data])
    })
  }

  for (const [op, plain] of entries({ neg, abs, sign, relu, sqrt })) {
    test(`${name}: ${op} has the bits of the plain kernel, special values too`, () => {
      const x = Tensor.from(Float32Array.from(special), [special.length])
      assert.equal([...runOp(module, op, [x]).data], [...plain(x).data])
    })
  }

  test(`${name}: where chooses by whatever is not 0`, () => {
    const [condition, a, b] = [special, special.map(() => 1), special.map(() => 0)].map((x) => Tensor.of(x))
    assert.equal(
      [...runOp(module, 'where', [condition, a, b]).data],
      special.map((x) => Number(x !== 0)),
    )
  })

  test(`${name}: a product and a sum in one step`, () => {
    const [a, b, c] = [
      [1.5, 2, -3, 0],
      [2, 0.5, 1, 7],
      [1, 1, 1, 1],
    ].map((x) => Tensor.of(x))
    assert.equal([...runOp(module, 'multiplyAdd', [a, b, c]).data], [4, 2, -2, 1])
    assert.equal([...runOp(module, 'copy', [a]).data], [...a.data])
  })
}

function entries<K extends ElementwiseName, T>(table: Record<K, T>): [K, T][] {
  return Object.entries(table) as [K, T][]
}

/** One operation over whole tensors. */
function runOp(module: (typeof builds)[number][1], op: ElementwiseName, inputs: Tensor[]): Tensor {
  const memory = new KernelMemory(module, 4e5)
  const counts: Counts = [1, 1, 1, 1, inputs[0].size]
  const operands = inputs.map((x) => {
    const operand = putOperand(memory, new Rng(0), counts, 'dense')
    memory.view(operand.pointer, x.size).set(x.data)
    return operand
  })
  const y = putOperand(memory, new Rng(0), counts, 'dense')
  const [a, b = 0, c = 0] = inputs.keys()
  runProgram(memory, counts, operands, [[y, inputs.length]], [[op, inputs.length, a, b, c]])
  return y.read()
}

test.run()
