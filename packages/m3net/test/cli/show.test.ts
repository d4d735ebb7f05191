import { readFile } from 'node:fs/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { writeWav } from '@m3net/audio/files'
import { failure, m3net, Workplace } from './workplace.ts'

const test = suite('m3net show')

let place: Workplace
let file: string

test.before(async () => {
  place = await Workplace.make()
  const samples = Float32Array.from({ length: 8000 }, (_, n) => 0.25 * Math.sin((2 * Math.PI * 1000 * n) / 8000))
  file = await place.write('tone.wav', writeWav({ sampleRate: 8000, channels: [samples] }))
})

test.after(() => place.remove())

test('draws what was asked for in letters', async () => {
  const { code, out, notes } = await m3net(['show', file])
  assert.equal([code, notes], [0, []])
  const lines = out.split('\n')
  assert.equal(lines.slice(0, 2), ['Spectrogram, 1.00 s, 0 to 4000 Hz', ''])
  assert.match(lines[2], /^4 kHz /)
  assert.match(lines.at(-1)!, /^ +0\.0 +0\.2 +0\.4 +0\.6 +0\.8 +1\.0 s$/)
  assert.ok(lines.every((line) => line.length <= 80))
  // The tone lies at a quarter of the height.
  assert.is(
    lines.slice(2, -1).findIndex((line) => line.includes('@@@@@@@@')),
    Math.floor(0.75 * (lines.length - 3)),
  )
  for (const [kind, title] of [
    ['waveform', 'Waveform, 1.00 s, peak 0.250'],
    ['mel', 'Mel spectrogram, 1.00 s, 0 to 4000 Hz'],
    ['filterbank', 'Filter bank, 40 bands on 513 bins, 0 to 4000 Hz'],
  ] as const) {
    const shown = await m3net(['show', file, '--kind', kind, '--mels', '40'])
    assert.is(shown.out.split('\n')[0], title)
  }
})

test('writes PNG and SVG', async () => {
  const png = place.path('pictures', 'tone.png')
  const shown = await m3net(['show', file, '--out', png])
  assert.equal([shown.code, shown.notes], [0, [`written to ${png}`]])
  assert.equal([...(await readFile(png)).subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const svg = place.path('tone.SVG')
  await m3net(['show', file, '--kind', 'waveform', '--out', svg])
  assert.match(await readFile(svg, 'utf8'), /^<svg xmlns=.*<title>Waveform, 1\.00 s, peak 0\.250<\/title>.*<\/svg>\n$/s)
})

test('wrong command lines', async () => {
  const wrong: [string[], [number, string]][] = [
    [[], [2, 'no recording was given; see m3net show --help']],
    [
      [file, '--out', 'a.jpg'],
      [2, '--out is a.jpg; wanted a name that ends in .png or .svg'],
    ],
    [
      [file, '--kind', 'cepstrum'],
      [2, '--kind is cepstrum; wanted one of waveform, spectrogram, mel, filterbank'],
    ],
    [['none.wav'], [1, 'cannot read none.wav: it is not there; check the path']],
  ]
  for (const [args, [code, message]] of wrong) {
    assert.equal(await failure('show', ...args), [code, `m3net show: ${message}`])
  }
})

test.run()
