import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { kernelModule } from '../../src/simd/kernels.ts'
import { layOut } from '../../src/simd/lay-out.ts'

const test = suite('simd log')

/** scale * ln(max(x, floor)) by the kernel. */
function log(x: Float32Array, floor = 2 ** -126, scale = 1): Float32Array {
  const { kernels, at, floats } = layOut(kernelModule!, { x: x.length })
  floats.x.set(x)
  kernels.scaledLog(x.length, at.x, floor, scale)
  return floats.x
}

/** The distance of two neighbouring float32 numbers at x. */
const unit = (x: number): number => 2 ** (Math.floor(Math.log2(Math.abs(x))) - 23)

test('is off by less than one unit in the last place', () => {
  const x = new Float32Array(1 << 19)
  const bits = new Uint32Array(x.buffer)
  // Every normal positive number in even steps, and every one around 1, where ln x is as small as it gets.
  const [first, last] = [0x00800000, 0x7f7fffff]
  for (let i = 0; i < bits.length / 2; i++) bits[i] = first + Math.floor((i * (last - first)) / (bits.length / 2 - 1))
  for (let i = bits.length / 2; i < bits.length; i++) bits[i] = 0x3f800000 + i - (3 * bits.length) / 4
  const y = log(x)
  let worst = 0
  for (let i = 0; i < x.length; i++) {
    const wanted = Math.log(x[i])
    if (wanted === 0) assert.is(y[i], 0)
    else worst = Math.max(worst, Math.abs(y[i] - wanted) / unit(wanted))
  }
  assert.ok(worst > 0.4 && worst < 0.85, `${worst} units`)
})

test('keeps infinity and NaN, holds the floor, scales', () => {
  assert.equal(
    Array.from(log(Float32Array.of(Infinity, NaN, 0, 0.25, 1, 2), 0.5, 2)),
    [Infinity, NaN, -2 * Math.LN2, -2 * Math.LN2, 0, 2 * Math.LN2].map(Math.fround),
  )
})

test.run()
