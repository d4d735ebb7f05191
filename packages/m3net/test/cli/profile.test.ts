import { readFile } from 'node:fs/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { failure, m3net, quick, Workplace } from './workplace.ts'

const test = suite('m3net profile')

let place: Workplace
const short = '--seconds 0 --batch 2 --mels 16 --frames 12'.split(' ')

test.before(async () => {
  place = await Workplace.make()
})

test.after(() => place.remove())

test('shows a training step by layers and kernels', async () => {
  const { code, out, notes } = await m3net(['profile', ...short])
  assert.equal([code, notes], [0, []])
  assert.match(out, /^training step, 2 inputs of 16 x 12: \d+\.\d\d ms, [\d,]+ inputs a second, medians of 6 runs\n/)
  assert.match(
    out,
    /\nkernels simd, plan of \d+\.\d MB, \d+ calls; limits of the machine: \d+ GFLOP\/s, or \d+ GB\/s\n/,
  )
  assert.match(out, /\nlayer +ms +share +calls +GFLOP\/s +GB\/s +of possible\nblocks.0.conv +\d/)
  assert.match(out, /\noutside kernels .*\nall kernels .*\n\nkernel +ms .*\n/)
  assert.match(out, /\ngemm +\d+\.\d{3} +\d+\.\d % +[█▏▎▍▌▋▊▉]+ +\d+/)
  for (const line of out.split('\n')) assert.ok(line.length <= 100, line)
})

test('inference on plain kernels has no plan', async () => {
  const { code, out } = await m3net(['profile', '--inference', '--kernels', 'plain', '--preset', 'D', ...short])
  assert.is(code, 0)
  assert.match(out, /^inference, 2 inputs of 16 x 12: /)
  assert.match(out, /\nkernels plain, no plan, \d+ calls; limits of the machine: not measured without SIMD kernels\n/)
  assert.match(out, /\nconv2d \(plain\) /)
})

test('a model is profiled at its own size; files say what the terminal does', async () => {
  const run = place.path('run')
  await m3net(['train', await place.sounds('sounds'), '--out', run, ...quick])
  const page = place.path('pages', 'profile.html')
  const shown = await m3net(['profile', run, '--seconds', '0', '--json', '--out', page])
  assert.equal([shown.code, shown.notes], [0, [`written to ${page}`]])
  const { work, calls } = JSON.parse(shown.out) as { work: object; calls: { layer: string }[] }
  assert.equal(work, { mode: 'training', batch: 32, mels: 16, frames: 25 })
  assert.ok(calls.some(({ layer }) => layer === 'blocks.2.dsconv1.pointwise'))
  const html = await readFile(page, 'utf8')
  assert.ok(html.includes(`<title>${run.replaceAll("'", '&#39;')}</title>`))
  const picture = place.path('profile.svg')
  assert.is((await m3net(['profile', ...short, '--out', picture])).code, 0)
  assert.match(await readFile(picture, 'utf8'), /^<svg xmlns=.*<\/svg>\n$/s)
})

test('wrong command lines', async () => {
  const wrong: [string[], string][] = [
    [['--out', 'a.png'], '--out is a.png; wanted a name that ends in .html or .svg'],
    [['--training', '--inference'], '--training was given beside --inference; leave out the one or the other'],
    [['--batch', '0'], '--batch is 0; wanted a whole number from 1 to 4096'],
    [['model', '--mels', '8'], '--mels was given beside a model, which has its own; leave out the one or the other'],
    [
      ['model', '--preset', 'B'],
      '--preset was given beside a model, which has its own; leave out the one or the other',
    ],
  ]
  for (const [args, message] of wrong) assert.equal(await failure('profile', ...args), [2, `m3net profile: ${message}`])
})

test.run()
