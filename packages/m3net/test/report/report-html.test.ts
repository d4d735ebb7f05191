import { escapeHtml } from '@m3net/audio/pictures'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { markup } from '../../src/report/markup.ts'
import { reportHtml } from '../../src/report/report-html.ts'
import type { TrainingReport } from '../../src/report/training-report.ts'
import { madeUpReport } from './made-up-report.ts'

const test = suite('report html')
const empty = madeUpReport({ classes: [], epochs: 0, mistakes: 0, validation: false })
const nothing: TrainingReport = {
  ...empty,
  results: [],
  configuration: {},
  model: { ...empty.model, layers: [] },
  dataset: { ...empty.dataset, parts: [], notes: [] },
  split: { rule: 'none', hash: '' },
}

/** Names of the elements left open or closed twice. */
function unbalanced(html: string): string[] {
  const open: string[] = []
  for (const [, close, name, rest] of html.matchAll(/<(\/?)([a-z]\w*)((?:"[^"]*"|[^">])*)>/g)) {
    if (/^(meta)$/.test(name!) || rest!.endsWith('/')) continue
    if (!close) open.push(name!)
    else if (open.pop() !== name) return [name!]
  }
  return open
}

/** What a number or value that was forgotten looks like; base64 may hold any letters. */
const slips = (html: string): string[] =>
  html.replace(/base64,[^"]*/g, '').match(/NaN|undefined|Infinity|\[object/g) ?? []

const headings = (html: string): string[] => [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) => text!)
const wholePage = ['Result', 'Training', 'Classes', 'Mistakes', 'Data', 'Network', 'Configuration', 'Environment']

test('the page has all sections, loads nothing and runs nothing', () => {
  const html = reportHtml(madeUpReport({ classes: ['yes', 'no', 'up'] }))
  assert.ok(html.startsWith('<!doctype html>\n<html lang="en">'))
  assert.equal(headings(html), wholePage)
  assert.not.match(html, /<script|<link|<iframe|\son\w+=|url\(|@import|https?:/)
  assert.equal(
    new Set([...html.matchAll(/(?:href|src)="(#|data:image\/png|[^"]{0,20})/g)].map(([, to]) => to)),
    new Set(['#', 'data:image/png']),
  )
  assert.ok(html.includes(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`))
  assert.equal(unbalanced(html), [])
  assert.equal(slips(html), [])
})

test('pictures have a role and a title, tables a caption and headings', () => {
  const html = reportHtml(madeUpReport({ classes: ['yes', 'no', 'up'], mistakes: 4 }))
  const pictures = html.match(/<svg[^>]*>/g)!.filter((tag) => !tag.includes('aria-hidden="true"'))
  assert.is(pictures.length, 4 + 2 + 4) // curves, matrices of two parts, spectrograms
  assert.ok(pictures.every((tag) => tag.includes('role="img"')))
  assert.is(html.match(/role="img"[^>]*><title>[^<]+<\/title>/g)?.length, pictures.length)
  assert.is(html.match(/<table><caption>/g)?.length, html.match(/<table>/g)?.length)
  assert.ok(html.includes('<title>Spectrogram of yes, taken for no, 0.98 s, 20 to 8000 Hz</title>'))
})

test('what is hidden from the eye lies in a box that scrolls by itself, and cannot widen the page', () => {
  const html = reportHtml(madeUpReport({ classes: ['yes', 'no'] }))
  assert.match(html, /\n\.scroll\{position:relative;overflow-x:auto;/)
  const boxes = html.split('<div class="scroll">').slice(1)
  const within = boxes.flatMap((box) => box.slice(0, box.indexOf('</table></div>')).match(/class="hidden"/g) ?? [])
  assert.is(within.length, html.match(/class="hidden"/g)!.length)
})

test('no text becomes an element, wherever it stands', () => {
  const evil = `<script>alert("1")</script>&'\u0000`
  const taint = (value: unknown): unknown => {
    if (typeof value === 'string') return evil
    if (Array.isArray(value)) return value.map(taint)
    if (typeof value !== 'object' || value === null || value instanceof Float32Array) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, taint(inner)]))
  }
  const report = madeUpReport({ classes: ['yes', 'no'], mistakes: 2 })
  const tainted = taint({ ...report, configuration: { [evil]: { [evil]: evil } } }) as TrainingReport
  const html = reportHtml({ ...tainted, results: tainted.results.map((result) => ({ ...result, part: 'test' })) })
  assert.not.ok(html.includes('<script') || html.includes('\u0000'))
  assert.ok(html.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\ufffd'))
  assert.equal(unbalanced(html), [])
  assert.is(escapeHtml('a\tb\u0007\u009f'), 'a\tb\ufffd\ufffd')
  assert.is(markup`<i>${['<', 1, undefined, false, markup`<b>`]}</i>`.text, '<i>&lt;1<b></i>')
})

test('the figures that are read first', () => {
  const report = madeUpReport({ classes: ['yes', 'no'] })
  const [validation, made] = report.results
  const html = reportHtml({ ...report, results: [validation!, { ...made!, accuracy: 0.97, count: 1000 }] })
  assert.ok(
    html.includes('<dt>test accuracy</dt><dd>97.00\u00a0%</dd><dd class="note">95 % interval 95.7 to 97.9</dd>'),
  )
  assert.ok(html.includes('<dt>parameters</dt><dd>31,017</dd><dd class="note">preset A</dd>'))
  assert.ok(html.includes('<dt>multiply-adds</dt><dd>6.01\u00a0M</dd>'))
  assert.ok(html.includes('<dd>1\u00a0h\u00a031\u00a0min</dd><dd class="note">30 epochs, best 24</dd>'))
  assert.ok(html.includes('<time datetime="2026-01-31T14:05:09Z">2026-01-31 14:05 UTC</time>'))
  assert.ok(html.includes('<th scope="row">attention.theta.time</th><td><code>1</code></td>'))
  assert.ok(html.includes('<th scope="row">channels</th><td><code>[16,32,64]</code></td>'))
})

test('the line below the title names the data set where the title does not', () => {
  const report = madeUpReport({ classes: ['yes', 'no'] })
  const line = (title: string): string => /<\/h1>\n<p>(.*?) · <time/.exec(reportHtml({ ...report, title }))![1]!
  assert.is(line('Made-up words: training report'), 'node 20.20.0 · seed report')
  assert.is(line('M3Net on made-up words'), 'node 20.20.0 · seed report')
  assert.is(line('Training report'), 'Made-up words · node 20.20.0 · seed report')
})

test('names of options are not broken', () => {
  assert.match(reportHtml(nothing), /\n\.settings th\{width:45%\}\n/)
})

test('classes are sorted weakest first', () => {
  const report = madeUpReport({ classes: ['a', 'b', 'c'], validation: false })
  const f1 = [0.9, NaN, 0.5]
  const perClass = report.results[0]!.perClass.map((score, i) => ({ ...score, f1: f1[i]! }))
  const html = reportHtml({ ...report, results: [{ ...report.results[0]!, perClass }] })
  const table = html.slice(html.indexOf('weakest F1 first'))
  assert.equal(
    [...table.matchAll(/<th scope="row"><bdi>(\w)</g)].slice(0, 3).map(([, label]) => label),
    ['c', 'a', 'b'],
  )
})

test('leakage is said aloud', () => {
  const report = madeUpReport({ classes: ['a', 'b'] })
  const said = (split: TrainingReport['split']): string => reportHtml({ ...report, split })
  const { leakage: _, ...split } = report.split
  assert.ok(said({ ...split, leakage: 0 }).includes('none: no held-out clip shares its group with a training clip'))
  assert.ok(
    said({ ...split, leakage: 0.125 }).includes(
      '12.5\u00a0% of the held-out clips share their group with a training clip',
    ),
  )
  assert.ok(said(split).includes('unknown: the clips carry no group (speaker or source recording)'))
})

test('what is missing is said in a sentence', () => {
  const html = reportHtml(nothing)
  assert.equal(headings(html), wholePage)
  for (const sentence of [
    'No epoch was trained.',
    'No part was evaluated.',
    'No mistake was recorded.',
    'No configuration was recorded.',
    'Nothing to note.',
  ]) {
    assert.ok(html.includes(`<p>${sentence}</p>`), sentence)
  }
  assert.equal(slips(html), [])
  assert.equal(unbalanced(html), [])
  const flawless = madeUpReport({ classes: ['a', 'b'], mistakes: 0 })
  const results = flawless.results.map((result) => ({
    ...result,
    accuracy: 1,
    confusion: [
      [9, 0],
      [0, 9],
    ],
    count: 18,
  }))
  assert.ok(reportHtml({ ...flawless, results }).includes('<p>Every clip was recognised.</p>'))
  assert.ok(reportHtml({ ...flawless, results }).includes('No clip of the test part was taken for another class.'))
})

test('one epoch, no validation, one class, a single frame', () => {
  const html = reportHtml(madeUpReport({ classes: ['only'], epochs: 1, mistakes: 1, validation: false, size: [1, 1] }))
  assert.ok(html.includes('Training only: there was no validation part.'))
  assert.equal(slips(html), [])
  assert.equal(unbalanced(html), [])
})

test('curves of the test part are called so', () => {
  const report = madeUpReport({ classes: ['a', 'b'] })
  assert.ok(reportHtml(report).includes('Training (dashed) and validation (solid).'))
  const html = reportHtml({ ...report, watched: 'test' })
  assert.ok(html.includes('Training (dashed) and test (solid).'))
  assert.match(html, /<title>Loss over 30 epochs: training ends at [\d.]+, test ends at [\d.]+<\/title>/)
})

test('a matrix of the wrong size is refused in a sentence', () => {
  const report = madeUpReport({ classes: ['a', 'b'] })
  assert.throws(
    () => reportHtml({ ...report, dataset: { ...report.dataset, classes: ['a', 'b', 'c'] } }),
    (error: Error) =>
      error instanceof RangeError &&
      error.message === "reportHtml: the validation part's confusion matrix is [2, 2] for 3 classes; wanted [3, 3]",
  )
})

test('40 classes with 24 noisy mistakes of 4 s stay below 400 kB, and the same report gives the same text', () => {
  const classes = Array.from({ length: 40 }, (_, i) => `washing machine ${i}`)
  const html = reportHtml(madeUpReport({ classes, mistakes: 24, size: [64, 400] }))
  const bytes = new TextEncoder().encode(html).length
  assert.ok(bytes < 400_000, `${bytes} bytes`)
  assert.is(html, reportHtml(madeUpReport({ classes, mistakes: 24, size: [64, 400] })))
})

test.run()
