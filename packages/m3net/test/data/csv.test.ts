import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { parseCsv } from '../../src/data/csv.ts'
import { thrown } from './sound.ts'

const test = suite('csv')

test('reads quoted cells, a byte order mark, blank lines and every line end', () => {
  const csv = parseCsv('\ufefffile, label\r\n"a, b.wav",cat\n\n"say ""hi""\nnow.wav", dog \r\nc.wav,', 'x.csv')
  assert.equal(csv.columns, ['file', 'label'])
  assert.equal(csv.rows, [
    { line: 2, cells: ['a, b.wav', 'cat'] },
    { line: 4, cells: ['say "hi"\nnow.wav', 'dog'] },
    { line: 6, cells: ['c.wav', ''] },
  ])
})

test('takes semicolons and tabs where the header has them', () => {
  assert.equal(parseCsv('a;b;c,d\n1;2,3;4\n', 'x.csv').rows[0]?.cells, ['1', '2,3', '4'])
  assert.equal(parseCsv('a\tb\n1\t2\n', 'x.csv').rows[0]?.cells, ['1', '2'])
})

test('names the line of what is wrong', () => {
  assert.is(
    thrown(() => parseCsv('', 'x.csv')),
    'DatasetError: parseCsv: x.csv is empty; wanted a header line',
  )
  assert.is(
    thrown(() => parseCsv('a,b\n1,2\n3\n', 'x.csv')),
    'DatasetError: parseCsv: x.csv line 3 has 1 cell; wanted 2 as in the header',
  )
  assert.is(
    thrown(() => parseCsv('a,b\n1,"2\n3,4\n', 'x.csv')),
    'DatasetError: parseCsv: x.csv line 2 opens a quote that is never closed; wanted a second "',
  )
  assert.is(
    thrown(() => parseCsv('a,b\n"1"x,2\n', 'x.csv')),
    "DatasetError: parseCsv: x.csv line 2 has text after a closing quote; wanted a separator or the line's end",
  )
})

test('gives back whatever was quoted', () => {
  const cell = fc.string({ minLength: 1 })
  const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const text = ['a,b', ...rows.map((row) => row.map(quote).join(','))].join('\n')
      assert.equal(
        parseCsv(text, 'x.csv').rows.map(({ cells }) => cells),
        rows,
      )
    }),
    { seed: 1, numRuns: 200 },
  )
})

test.run()
