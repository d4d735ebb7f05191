import { audioFormat, id3Length } from './audio-format.ts'
import type { Parsing } from './decoder-input.ts'
import type { DecoderStream } from './decoder-stream.ts'

/** Parsers by the format that they are for, as `audioFormat` names it. */
export type Parsers = Readonly<Record<string, (stream: DecoderStream) => Parsing>>

/** Has a file read by the parser of what it begins with; an ID3v2 tag in front is passed over. */
export function* parseFile(stream: DecoderStream, parsers: Parsers): Parsing {
  const { input } = stream
  yield* input.need(10)
  yield* input.skip(id3Length(input.rest))
  yield* input.need(36)
  const format = audioFormat(input.rest) ?? ''
  const parser = parsers[format]
  if (parser) return yield* parser(stream)
  const wanted = Object.keys(parsers)
    .map((name) => name.toUpperCase())
    .join(' or ')
  if (format) stream.fail(input.position, `the file is ${format}`, `${wanted}, or a decoder for it`)
  const found = input.rest.length === 0 ? 'the file ends here' : `the file starts with "${input.text(12)}"`
  stream.fail(input.position, found, wanted)
}
