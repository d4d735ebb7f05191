import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { ElementwiseName } from '../../src/simd/elementwise-opcodes.ts'
import { type Counts, runProgram } from './elementwise-program.ts'
import { builds, KernelMemory } from './kernel-memory.ts'

const test = suite('simd elementary')

/** 1 / (1 + exp(-x)) without overflow. */
const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)))

const SUBNORMAL = 2 ** -149

/**
 * The function in float64, and the largest error allowed, in units in the last place of a float32. A unit is at least the smallest number; of silu
 * a hundred of these, because it multiplies what sigmoid rounded to such a number.
 */
const functions: [ElementwiseName, (x: number) => number, number, number?][] = [
  ['exp', Math.exp, 0.8],
  ['log', Math.log, 0.8],
  ['tanh', Math.tanh, 1.5],
  ['sigmoid', sigmoid, 2.5],
  ['sqrt', Math.sqrt, 0.5],
  ['rsqrt', (x) => 1 / Math.sqrt(x), 1.5],
  ['silu', (x) => (x === -Infinity ? NaN : x * sigmoid(x)), 3, 100 * SUBNORMAL],
  ['softplus', (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 2.5],
  ['hardSwish', (x) => x * (Math.min(Math.max(x + 3, 0), 6) / 6), 3],
]

const LARGEST = 3.4028235677973366e38
const bits = new Int32Array(1)
const float = new Float32Array(bits.buffer)

/** The distance of float32 numbers about x. */
function spacing(x: number): number {
  float[0] = x
  const exponent = (bits[0] >> 23) & 255
  return 2 ** (exponent - 150)
}

/** Every 8209th float32, NaN and infinities of both signs among them. */
function sweep(): Float32Array {
  const step = 8209
  const x = new Int32Array(Math.floor(2 ** 32 / step))
  for (let i = 0; i < x.length; i++) x[i] = i * step
  x.set(new Int32Array(Float32Array.of(0, -0, Infinity, -Infinity, NaN, 1, -1, 89, -104, 88.7, -87.3).buffer))
  return new Float32Array(x.buffer)
}

for (const [name, module] of builds) {
  for (const [op, f, most, least = SUBNORMAL] of functions) {
    test(`${name}: ${op} is within ${most} units in the last place`, () => {
      const x = sweep()
      const memory = new KernelMemory(module, 5e6)
      const counts: Counts = [1, 1, 1, 1, x.length]
      const operand = { pointer: memory.put(x), strides: [0, 0, 0, 0, 4] }
      runProgram(memory, counts, [operand], [[operand, 1]], [[op, 1, 0]])
      const y = memory.view(operand.pointer, x.length)
      let [worst, at] = [0, NaN]
      for (let i = 0; i < x.length; i++) {
        const wanted = f(x[i])
        const error = errorOf(y[i], wanted, least)
        if (error > worst) [worst, at] = [error, x[i]]
      }
      assert.ok(worst <= most, `${op}(${at}) is wrong by ${worst}`)
    })
  }
}

/** Units in the last place between a result and what was wanted; infinite where one of them is no number or too large, and not the other. */
function errorOf(actual: number, wanted: number, least: number): number {
  if (Number.isNaN(wanted)) return Number.isNaN(actual) ? 0 : Infinity
  if (Math.abs(wanted) >= LARGEST) return actual === Math.sign(wanted) * Infinity ? 0 : Infinity
  const error = Math.abs(actual - wanted) / Math.max(least, spacing(wanted))
  return Number.isNaN(error) ? Infinity : error
}

test.run()
