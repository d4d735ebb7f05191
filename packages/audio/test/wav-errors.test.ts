import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { AudioFileError, readWav } from '../src/index.ts'
import { thrown } from './signals.ts'
import { file, format, patch, refusal, riff, text, uint16, uint32 } from './wav-files.ts'

const test = suite('wav errors')
const pcm = format()
const convert = 'convert the file first, say with ffmpeg -i in.wav -c:a pcm_s16le out.wav'

const cases: [what: string, bytes: Uint8Array, message: string][] = [
  ['an empty file', new Uint8Array(0), 'a.wav at byte 0: the file is empty; wanted a RIFF header'],
  [
    'a text file',
    Uint8Array.from(text('hello\nworld, this is text')),
    'a.wav at byte 0: the file starts with "hell"; wanted "RIFF"',
  ],
  ['another format', Uint8Array.from([255, 251, 144]), 'a.wav at byte 0: the file starts with "..."; wanted "RIFF"'],
  [
    'a cut header',
    file().slice(0, 8),
    'a.wav at byte 8: the file ends after 8 bytes; wanted a RIFF header of 12 bytes',
  ],
  ['another RIFF form', patch(file(), 8, text('AVI ')), 'a.wav at byte 8: the RIFF form is "AVI "; wanted "WAVE"'],
  [
    'a header alone',
    file().slice(0, 12),
    'a.wav at byte 12: the file ends without a fmt chunk; wanted a fmt chunk and a data chunk',
  ],
  [
    'no data chunk',
    file().slice(0, 41),
    'a.wav at byte 41: the file ends without a data chunk; wanted a fmt chunk and a data chunk',
  ],
  [
    'a cut fmt chunk',
    file().slice(0, 32),
    'a.wav at byte 12: chunk "fmt " promises 16 bytes and 4 of them are missing; wanted the whole chunk',
  ],
  [
    'data before fmt',
    riff(['data', [0, 0]], ['fmt ', pcm]),
    'a.wav at byte 12: the data chunk comes before any fmt chunk; wanted the fmt chunk first',
  ],
  [
    'a short fmt chunk',
    riff(['fmt ', pcm.slice(0, 14)], ['data', []]),
    'a.wav at byte 12: the fmt chunk has 14 bytes; wanted at least 16',
  ],
  [
    'zero channels',
    riff(['fmt ', format({ channels: 0 })], ['data', []]),
    'a.wav at byte 22: the file has 0 channels; wanted at least 1',
  ],
  [
    'sample rate 0',
    riff(['fmt ', format({ rate: 0 })], ['data', []]),
    'a.wav at byte 24: the sample rate is 0 Hz; wanted at least 1',
  ],
  [
    'a block align that lies, mono',
    riff(['fmt ', format({ block: 3 })], ['data', []]),
    'a.wav at byte 32: the block align is 3 bytes; wanted 2, 1 channel of 16 bits',
  ],
  [
    'a block align that lies, stereo',
    riff(['fmt ', format({ channels: 2, bits: 24, block: 8 })], ['data', []]),
    'a.wav at byte 32: the block align is 8 bytes; wanted 6, 2 channels of 24 bits',
  ],
  [
    'an odd width of PCM',
    riff(['fmt ', format({ bits: 12, block: 2 })], ['data', []]),
    'a.wav at byte 34: the samples are 12-bit PCM; wanted 8, 16, 24 or 32 bits',
  ],
  [
    'an odd width of float',
    riff(['fmt ', format({ tag: 3 })], ['data', []]),
    'a.wav at byte 34: the samples are 16-bit float; wanted 32 or 64 bits',
  ],
  [
    'ADPCM',
    riff(['fmt ', format({ tag: 2, bits: 4 })], ['data', []]),
    `a.wav at byte 20: the samples are Microsoft ADPCM (format tag 2); wanted PCM (1) or IEEE float (3); ${convert}`,
  ],
  [
    'something unheard of',
    riff(['fmt ', format({ tag: 4711 })], ['data', []]),
    `a.wav at byte 20: the samples are of an unknown format (format tag 4711); wanted PCM (1) or IEEE float (3); ${convert}`,
  ],
  [
    'a short extensible chunk',
    riff(['fmt ', [...format({ tag: 0xfffe }), 0, 0]], ['data', []]),
    'a.wav at byte 12: the extensible fmt chunk has 18 bytes; wanted at least 40',
  ],
  [
    'a foreign extensible sub-format',
    riff(
      ['fmt ', [...format({ tag: 0xfffe }), ...uint16(22), ...uint16(16), ...uint32(4), 1, 0, ...Array(14).fill(7)]],
      ['data', []],
    ),
    "a.wav at byte 44: the extensible sub-format is none of Microsoft's; wanted the one of PCM or of IEEE float",
  ],
  [
    'cut data',
    file().slice(0, 53),
    'a.wav at byte 36: the data chunk promises 20 bytes and 11 of them are missing; ' +
      "wanted the whole chunk; pass truncated: 'read' to take what is there",
  ],
  [
    'half a block',
    riff(['fmt ', pcm], ['data', [0, 64, 1]]),
    'a.wav at byte 36: the data chunk has 3 bytes; ' +
      "wanted whole blocks of 2 bytes; pass truncated: 'read' to drop the rest",
  ],
]

for (const [what, bytes, message] of cases) {
  test(what, () => {
    const error = refusal(bytes)
    assert.instance(error, AudioFileError)
    assert.is(error.message, `readWav: ${message}`)
  })
}

test('the error can be taken apart', () => {
  const { name, file, offset, found, wanted } = refusal(new Uint8Array(0))
  assert.equal(
    [name, file, offset, found, wanted],
    ['AudioFileError', 'a.wav', 0, 'the file is empty', 'a RIFF header'],
  )
})

test('a file without a name is called audio', () => {
  const error = thrown(() => readWav(new Uint8Array(0)))
  assert.is(error.message, 'readWav: audio at byte 0: the file is empty; wanted a RIFF header')
})

test.run()
