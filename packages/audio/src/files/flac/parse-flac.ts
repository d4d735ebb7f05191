import type { Parsing } from '../decoder-input.ts'
import type { DecoderStream } from '../decoder-stream.ts'
import { BitReader } from './bit-reader.ts'
import { readFrameHeader } from './frame-header.ts'
import { decodeFrame } from './frame.ts'
import { Md5 } from './md5.ts'
import type { Samples } from './predict.ts'
import { readStreamInfo } from './stream-info.ts'
import { writeSamples } from './write-samples.ts'

/** More than a frame takes that is not coded at all: 8 channels of 65536 samples of 33 bits. */
const longestFrame = 2 ** 22
/** Bytes of a frame whose samples are all the same: none is shorter. */
const shortestFrame = 10
/** Broken frames after which the rest is given up, so that no file keeps a reader busy for long. */
const mostBroken = 1000

/** Decodes a FLAC file: frames one behind the other, silence for those that are lost. */
export function* parseFlac(stream: DecoderStream): Parsing {
  const info = yield* readStreamInfo(stream)
  const { samples = Infinity, bitsPerSample, maxBlock } = info
  const channels: Samples[] = [] // of one frame
  const md5 = new Md5()
  let broken = 0
  let done = 0
  let next = 0 // the number of the sample that should follow
  let lost = -1 // where the bytes begin that were passed over since the last frame
  let whole = true
  while (broken < mostBroken && done < samples) {
    yield* stream.need(16)
    const { rest } = stream
    if (rest.length === 0) break
    const bits = new BitReader(rest.subarray(0, longestFrame))
    const header = readFrameHeader(bits, info, maxBlock)
    const length = header ? decodeFrame(bits, header, info, channels) : 0
    if (length < 0 && rest.length <= longestFrame && !stream.ended) {
      // What is not all there yet is tried again with half as many bytes more, not with each byte.
      yield* stream.need(rest.length * 1.5 + 1)
      continue
    }
    if (header && length > 0) {
      const { first, size } = header
      if (lost >= 0) {
        const bytes = stream.position - lost
        const silent = first - next
        const fits = silent > 0 && silent <= Math.ceil(bytes / shortestFrame) * maxBlock
        const instead = fits ? `, where silence stands for ${silent} samples` : ''
        stream.damage(lost, `${bytes} bytes are no frames${instead}`, 'frames with right check sums')
        if (fits) {
          const at = stream.reserve(silent)
          for (const channel of stream.channels) channel.fill(0, at)
          done += silent
        }
        next = first
        lost = -1
        whole = false
      }
      const at = stream.reserve(size, samples - done)
      if (writeSamples(channels, size, bitsPerSample, stream.channels, at, md5)) {
        stream.pass(length)
        done += size
        next = first + size
        continue
      }
      stream.length = at
    }
    if (header) broken++
    if (lost < 0) lost = stream.position
    // The next that may begin a frame; of the last byte it is not known yet.
    const sync = rest.findIndex((byte, i) => i > 0 && byte === 0xff && (rest[i + 1] ?? 0xf8) >> 1 === 0x7c)
    stream.pass(sync < 0 ? rest.length : sync)
  }
  const at = lost < 0 ? stream.position : lost
  if (lost >= 0 || (done < samples && info.samples)) {
    if (done === 0) stream.fail(at, 'not one frame can be decoded', 'frames of FLAC')
    const missing = info.samples ? `${samples - done} of ${samples} samples` : 'the last samples'
    stream.damage(at, `${missing} are missing`, 'the whole file')
  } else if (whole && info.md5.some(Boolean) && md5.digest().some((byte, i) => byte !== info.md5[i])) {
    stream.damage(info.md5At, 'the MD5 sum is not that of the samples', 'the samples that were encoded')
  }
}
