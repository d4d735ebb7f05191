import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { colorPalette, gridImage, mapColor, ticks } from '../../src/pictures/index.ts'

const test = suite('colours and ticks of pictures')

/** CIE lightness L* of an sRGB colour (CIE 15:2004). */
function lightness(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((byte) => (byte <= 10 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4))
  const y = 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (y * 24389) / 27
}

test('the colours grow lighter in even steps, for a colour-blind eye and in grey too', () => {
  const steps = Array.from({ length: 21 }, (_, i) => lightness(mapColor(i / 20)))
  const grown = steps.slice(1).map((value, i) => value - steps[i]!)
  assert.ok(
    grown.every((step) => step > 1.5 && step < 7.5),
    grown.map((step) => step.toFixed(2)).join(' '),
  )
  assert.ok(steps[0]! < 5 && steps.at(-1)! > 95)
  assert.equal([...colorPalette(2)], [...mapColor(0), ...mapColor(1)])
  assert.equal(mapColor(-1), mapColor(0))
})

test('the lowest band lies at the bottom, the largest value is the lightest', () => {
  const { width, height, pixels } = gridImage({ data: Float32Array.of(0, 1, 2, 3, 4, 5), rows: 2, columns: 3 }, 160, 80)
  assert.equal([width, height], [3, 2])
  assert.equal([...pixels], [28, 38, 47, 0, 9, 19])
})

test('long clips are averaged down, constants and broken values survive', () => {
  const ramp = Float32Array.from({ length: 90 * 1000 }, (_, i) => i % 1000)
  const { width, height, pixels } = gridImage({ data: ramp, rows: 90, columns: 1000 }, 160, 80)
  assert.equal([width, height], [160, 80])
  assert.ok(pixels.subarray(0, 160).every((level, i, row) => i === 0 || level >= row[i - 1]!))
  assert.equal([...gridImage({ data: new Float32Array(4), rows: 2, columns: 2 }, 160, 80).pixels], [24, 24, 24, 24])
  assert.equal(
    [...gridImage({ data: Float32Array.of(NaN, 0, 1, Infinity), rows: 1, columns: 4 }, 160, 80).pixels],
    [0, 0, 47, 47],
  )
  assert.throws(
    () => gridImage({ data: new Float32Array(5), rows: 2, columns: 3 }, 160, 80),
    (error: Error) =>
      error instanceof RangeError &&
      error.message === 'gridImage: 5 values for [2 rows, 3 columns]; wanted rows * columns, at least 1',
  )
})

test('ticks are round, cover the values and share their decimals', () => {
  const labels = (...values: Parameters<typeof ticks>): string[] => ticks(...values).map(({ label }) => label)
  assert.equal(labels(0, 2.83), ['0', '1', '2', '3'])
  assert.equal(labels(0, 0.98, 5), ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0'])
  assert.equal(labels(-0.3, 0.3, 3), ['\u22120.4', '\u22120.2', '0.0', '0.2', '0.4'])
  assert.equal(labels(1, 3, 6, 1), ['1', '2', '3'])
  assert.equal(labels(0, 0), ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0'].slice(0, 2))
})

test.run()
