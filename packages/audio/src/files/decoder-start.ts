import { audioFormat, id3Length } from './audio-format.ts'
import type { Parsing } from './decoder-input.ts'
import type { DecoderStream } from './decoder-stream.ts'

/** Parsers by the format that they are for, as `audioFormat` names it. */
export type Parsers = Readonly<Record<string, (stream: DecoderStream) => Parsing>>

/** Has a file read by the parser of what it begins with; an ID3v2 tag in front is passed over. */
export function* parseFile(stream: DecoderStream, parsers: Parsers): Parsing {
  yield* stream.need(10)
  yield* stream.skip(id3Length(stream.rest))
  yield* stream.need(36)
  const format = audioFormat(stream.rest) ?? ''
  const parser = parsers[format]
  if (parser) return yield* parser(stream)
  const wanted = Object.keys(parsers)
    .map((name) => name.toUpperCase())
    .join(' or ')
  if (format) stream.fail(stream.position, `the file is ${format}`, `${wanted}, or a decoder for it`)
  const found = stream.rest.length === 0 ? 'the file ends here' : `the file starts with "${stream.text(12)}"`
  stream.fail(stream.position, found, wanted)
}
