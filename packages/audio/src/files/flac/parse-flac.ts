import type { DecoderInput, Parsing } from '../decoder-input.ts'
import type { DecoderStream } from '../decoder-stream.ts'
import type { FrameHeader } from './frame-header.ts'
import { readFrameHeader } from './frame-header.ts'
import { FrameDecoder } from './frame.ts'
import { readStreamInfo } from './stream-info.ts'
import { Track } from './track.ts'

/** More than a frame takes that is not coded at all: 8 channels of 65536 samples of 33 bits. */
const longestFrame = 2 ** 22
/** Broken frames after which the rest is given up, so that no file keeps a reader busy for long. */
const mostBroken = 1000

/** Decodes a FLAC file. */
export function* parseFlac(stream: DecoderStream): Parsing {
  const { input } = stream
  const info = yield* readStreamInfo(stream)
  const decoder = new FrameDecoder(info)
  const track = new Track(stream, info)
  let broken = 0
  while (broken < mostBroken && !track.complete) {
    yield* input.need(16)
    if (input.available === 0) break
    const header = readFrameHeader(input.bytes, input.start, input.end, info)
    const length = header ? yield* decodeFrame(decoder, input, header) : 0
    if (header && length > 0 && track.add(header, decoder.channels)) input.start += length
    else {
      if (header) broken++
      track.lose()
      const sync = input.bytes.indexOf(0xff, input.start + 1)
      input.start = sync < 0 || sync > input.end ? input.end : sync
    }
  }
  track.end()
}

/** The length of the frame that the input stands at, in bytes: 0 where it is broken or cut off. */
function* decodeFrame(decoder: FrameDecoder, input: DecoderInput, header: FrameHeader): Parsing<number> {
  for (;;) {
    const { start, available } = input
    const most = Math.min(available, longestFrame)
    const length = decoder.decode(input.bytes.subarray(start, start + most), header)
    if (length >= 0) return length
    // What is not all there yet is tried again with half as many bytes more, not with each byte.
    if (most < available || input.ended) return 0
    yield* input.need(available + (available >> 1) + 1)
  }
}
