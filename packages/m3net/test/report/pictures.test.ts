import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { confusedPairs } from '../../src/report/confused-pairs.ts'
import { confusionMatrix } from '../../src/report/confusion-matrix.ts'
import { lineChart } from '../../src/report/line-chart.ts'

const test = suite('pictures of the report')

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
