import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  formatCount,
  formatDecimal,
  formatInstant,
  formatLarge,
  formatPercent,
  formatSeconds,
} from '../../src/report/format-number.ts'
import { isolate, shorten } from '../../src/report/label.ts'
import { wilsonInterval } from '../../src/report/wilson-interval.ts'

const test = suite('format number')
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

test('counts', () => {
  assert.equal([0, 999, 1000, 29392, 1234567].map(formatCount), ['0', '999', '1,000', '29,392', '1,234,567'])
  assert.equal([0, 870, 999, 1000, 29392, 999_600, 6_011_000, 2.5e9].map(formatLarge).map(plain), [
    '0',
    '870',
    '999',
    '1.00 k',
    '29.4 k',
    '1.00 M',
    '6.01 M',
    '2.50 G',
  ])
  assert.is(formatCount(NaN), '–')
})

test('a percentage is 100 or 0 only when it is', () => {
  assert.is(plain(formatPercent(0.97441)), '97.4 %')
  assert.is(plain(formatPercent(0.97441, 2)), '97.44 %')
  assert.is(plain(formatPercent(0.99996)), '99.9 %')
  assert.is(plain(formatPercent(0.00001)), '0.1 %')
  assert.is(plain(formatPercent(1)), '100.0 %')
  assert.is(plain(formatPercent(0)), '0.0 %')
  assert.is(formatPercent(0 / 0), '–')
})

test('decimals, durations and instants', () => {
  assert.is(formatDecimal(0.84149), '0.841')
  assert.is(formatDecimal(-1.5, 1), '\u22121.5')
  assert.is(formatDecimal(undefined), '–')
  assert.equal([0.4213, 9.94, 41.3, 59.7, 725, 3599.4, 3600, 12_000].map(formatSeconds).map(plain), [
    '0.42 s',
    '9.9 s',
    '41 s',
    '1 min 0 s',
    '12 min 5 s',
    '59 min 59 s',
    '1 h 0 min',
    '3 h 20 min',
  ])
  assert.is(formatInstant('2026-01-31T14:05:09.123Z'), '2026-01-31 14:05 UTC')
  assert.is(formatInstant('yesterday'), 'yesterday')
})

test('labels are cut by letters, and isolated where they run from right to left', () => {
  assert.is(shorten('washing machine', 15), 'washing machine')
  assert.is(shorten('washing machines', 9), 'washing…')
  assert.is(shorten('🐕🐈🐓🐄', 3), '🐕🐈…')
  assert.is(isolate('cat'), 'cat')
  assert.is(isolate('صفر'), '\u2068صفر\u2069')
})

test('wilsonInterval has the published values and stays within [0, 1]', () => {
  // Newcombe 1998 (Statistics in Medicine 17, 857-872), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const rounded = (hits: number, count: number): number[] =>
    wilsonInterval(hits, count).map((x) => Number(x.toFixed(4)))
  assert.equal(rounded(81, 263), [0.2553, 0.3662])
  assert.equal(rounded(15, 148), [0.0624, 0.1605])
  assert.equal(rounded(0, 20), [0, 0.1611])
  assert.equal(rounded(1, 29), [0.0061, 0.1718])
  assert.equal(wilsonInterval(0, 0), [0, 1])
  assert.is(wilsonInterval(7, 7)[1], 1)
})

test.run()
