import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { AudioFileError, readWav } from '../../src/files/index.ts'
import { thrown } from '../signals.ts'
import { file, format, patch, refusal, riff, text, uint16, uint32 } from './wav-files.ts'

const test = suite('wav errors')
const pcm = format()
const readable = 'PCM (1), IEEE float (3), A-law (6), mu-law (7) or IMA ADPCM (17); convert the file first'

const cases: [what: string, bytes: Uint8Array, message: string][] = [
  ['an empty file', new Uint8Array(0), 'a.wav at byte 0: the file ends here; wanted WAV'],
  [
    'a text file',
    Uint8Array.from(text('hello\nworld, this is text')),
    'a.wav at byte 0: the file starts with "hello.world,"; wanted WAV',
  ],
  [
    'another format',
    Uint8Array.from([255, 251, 144]),
    'a.wav at byte 0: the file is mp3; wanted WAV, or a decoder for it',
  ],
  ['a cut header', file().slice(0, 8), 'a.wav at byte 0: the file starts with "RIFF8..."; wanted WAV'],
  [
    'another RIFF form',
    patch(file(), 8, text('AVI ')),
    'a.wav at byte 0: the file starts with "RIFF8...AVI "; wanted WAV',
  ],
  [
    'nothing behind a tag',
    Uint8Array.from([...text('ID3'), 4, 0, 0, 0, 0, 0, 3, 9]),
    'a.wav at byte 11: the file ends here; wanted WAV',
  ],
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
    riff(['fmt ', format({ channels: 2, bits: 24, block: 10 })], ['data', []]),
    'a.wav at byte 32: the block align is 10 bytes; wanted 6, 2 channels of 24 bits',
  ],
  [
    'an odd width of PCM',
    riff(['fmt ', format({ bits: 65, block: 9 })], ['data', []]),
    'a.wav at byte 34: the samples are 65-bit pcm; wanted 1 to 64 bits',
  ],
  [
    'an odd width of float',
    riff(['fmt ', format({ tag: 3, bits: 24 })], ['data', []]),
    'a.wav at byte 34: the samples are 24-bit float; wanted 16 or 32 or 64 bits',
  ],
  [
    'an odd width of mu-law',
    riff(['fmt ', format({ tag: 7 })], ['data', []]),
    'a.wav at byte 34: the samples are 16-bit mu-law; wanted 8 bits',
  ],
  [
    'ADPCM of 3 bits',
    riff(['fmt ', format({ tag: 17, bits: 3, block: 256 })], ['data', []]),
    'a.wav at byte 34: the samples are 3-bit ima-adpcm; wanted 4 bits',
  ],
  [
    'ADPCM in blocks of heads alone',
    riff(['fmt ', format({ tag: 17, channels: 2, bits: 4, block: 8 })], ['data', []]),
    'a.wav at byte 32: the block align is 8 bytes; wanted 16, 2 channels of 4 bits',
  ],
  [
    'another ADPCM',
    riff(['fmt ', format({ tag: 2, bits: 4 })], ['data', []]),
    `a.wav at byte 20: the format tag is 2, Microsoft ADPCM; wanted ${readable}`,
  ],
  [
    'something unheard of',
    riff(['fmt ', format({ tag: 4711 })], ['data', []]),
    `a.wav at byte 20: the format tag is 4711; wanted ${readable}`,
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
      "wanted the whole chunk; pass damaged: 'read' to take what is there",
  ],
  [
    'half a block',
    riff(['fmt ', pcm], ['data', [0, 64, 1]]),
    'a.wav at byte 36: the data chunk has 3 bytes; ' +
      "wanted whole blocks of 2 bytes; pass damaged: 'read' to take what is there",
  ],
]

for (const [what, bytes, message] of cases) {
  test(what, () => {
    const error = refusal(bytes, { damaged: 'error' })
    assert.instance(error, AudioFileError)
    assert.is(error.message, `readWav: ${message}`)
  })
}

test('the error can be taken apart', () => {
  const { name, file, offset, found, wanted } = refusal(new Uint8Array(0))
  assert.equal([name, file, offset, found, wanted], ['AudioFileError', 'a.wav', 0, 'the file ends here', 'WAV'])
})

test('a file without a name is called audio', () => {
  const error = thrown(() => readWav(new Uint8Array(0)))
  assert.is(error.message, 'readWav: audio at byte 0: the file ends here; wanted WAV')
})

test.run()
