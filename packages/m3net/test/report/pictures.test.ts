import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { colorPalette, mapColor } from '../../src/report/color-map.ts'
import { confusedPairs } from '../../src/report/confused-pairs.ts'
import { confusionMatrix } from '../../src/report/confusion-matrix.ts'
import { lineChart } from '../../src/report/line-chart.ts'
import { spectrogramImage } from '../../src/report/spectrogram-image.ts'

const test = suite('pictures of the report')

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
  const { width, height, pixels } = spectrogramImage({ data: Float32Array.of(0, 1, 2, 3, 4, 5), rows: 2, columns: 3 })
  assert.equal([width, height], [3, 2])
  assert.equal([...pixels], [28, 38, 47, 0, 9, 19])
})

test('long clips are averaged down, constants and broken values survive', () => {
  const ramp = Float32Array.from({ length: 90 * 1000 }, (_, i) => i % 1000)
  const { width, height, pixels } = spectrogramImage({ data: ramp, rows: 90, columns: 1000 })
  assert.equal([width, height], [160, 80])
  assert.ok(pixels.subarray(0, 160).every((level, i, row) => i === 0 || level >= row[i - 1]!))
  assert.equal([...spectrogramImage({ data: new Float32Array(4), rows: 2, columns: 2 }).pixels], [24, 24, 24, 24])
  assert.equal(
    [...spectrogramImage({ data: Float32Array.of(NaN, 0, 1, Infinity), rows: 1, columns: 4 }).pixels],
    [0, 0, 47, 47],
  )
  assert.throws(
    () => spectrogramImage({ data: new Float32Array(5), rows: 2, columns: 3 }),
    (error: Error) =>
      error instanceof RangeError &&
      error.message === 'spectrogramImage: 5 values for [2 mels, 3 frames]; wanted mels * frames, at least 1',
  )
})

test('confused pairs come most frequent first, with their reverse', () => {
  const confusion = [
    [8, 2, 0],
    [5, 4, 1],
    [0, 0, 0],
  ]
  assert.equal(confusedPairs(['a', 'b', 'c'], confusion, 2), [
    { truth: 'b', predicted: 'a', count: 5, share: 0.5, reverse: 2 },
    { truth: 'a', predicted: 'b', count: 2, share: 0.2, reverse: 5 },
  ])
  assert.equal(confusedPairs([], []), [])
})

test('the matrix draws what is not zero, says the whole in its title and gives cut labels in theirs', () => {
  const { text } = confusionMatrix(
    ['yes', 'a label of far too many letters'],
    [
      [3, 1],
      [0, 0],
    ],
  )
  assert.ok(text.includes('<title>Confusion matrix of 2 classes: 3 of 4 clips on the diagonal</title>'))
  assert.ok(
    text.includes(
      '<path class="hit" opacity="0.87" d="M0 0h1v1h-1z"><title>yes recognised: 3 of 4 (75.0\u00a0%)</title>',
    ),
  )
  assert.ok(text.includes('yes taken for a label of far too many letters: 1 of 4 (25.0\u00a0%)'))
  assert.is(text.match(/<path class="(hit|miss)"/g)?.length, 2)
  assert.ok(text.includes('>a label of far…<title>a label of far too many letters</title>'))
})

test('the matrix fits the page from 2 to 50 classes', () => {
  for (const n of [2, 3, 10, 35, 50]) {
    const labels = Array.from({ length: n }, (_, i) => `a rather long label ${i}`)
    const { text } = confusionMatrix(
      labels,
      labels.map(() => labels.map(() => 1234)),
    )
    const width = Number(/ width="(\d+)"/.exec(text)![1])
    assert.ok(width > 140 && width <= 1040, `${n} classes: ${width}`)
    assert.not.match(text, /NaN|undefined|Infinity/)
  }
})

test('the picture is wide enough for the heading and the figures of the totals', () => {
  for (const [n, count] of [
    [2, 1],
    [3, 1],
    [3, 1_000_000],
    [35, 1],
  ] as const) {
    const labels = Array.from({ length: n }, (_, i) => `${i}`)
    const { text } = confusionMatrix(
      labels,
      labels.map((_, i) => labels.map((_, j) => (i === j ? count : 0))),
    )
    const [width, font] = [/ width="(\d+)"/, / font-size="([\d.]+)"/].map((sought) => Number(sought.exec(text)![1]))
    const left = Number(/<g transform="translate\((\d+) /.exec(text)![1])
    const [, x, rest] = /<text x="(\d+)" y="-7">(clips<.*?)<\/g>/.exec(text)!
    const longest = Math.max(
      ...rest!
        .replace(/<[^>]*>/g, ' ')
        .split(' ')
        .map((word) => word.length),
    )
    assert.ok(longest >= 'clips'.length)
    // Letters of a sans-serif face are half as wide as high, or a little more.
    assert.ok(left + Number(x) + longest * 0.55 * font! <= width!, `${n} classes, ${count} clips: ${width}`)
  }
})

test('a line has gaps where values are missing, and the axes survive one epoch, constants and nothing finite', () => {
  const line = (values: (number | undefined)[], zero?: boolean): string =>
    lineChart({
      title: 'Loss',
      epochs: values.map((_, i) => i + 1),
      series: [{ name: 'training', look: 'train', values }],
      best: 2,
      ...(zero !== undefined && { zero }),
    }).text
  const gap = line([1, undefined, NaN, 2, 3])
  assert.match(gap, /<path class="line train" d="M54 [\d.]+M327 [\d.]+L418 42"\/>/)
  assert.ok(gap.includes('<title>Loss over 5 epochs: training ends at 3</title>'))
  assert.ok(gap.includes('>best 2</text>'))
  assert.ok(line([0.5]).includes('<title>Loss over 1 epoch: training ends at 0.5</title>'))
  assert.not.match(line([0.5]), />best/)
  for (const values of [[100], [100, 100], [0, 0], [NaN, NaN], [], [-1, -2]]) {
    assert.not.match(line(values) + line(values, false), /"[^"]*(NaN|undefined|Infinity)/)
  }
})

test.run()
