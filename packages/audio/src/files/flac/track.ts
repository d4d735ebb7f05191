import type { DecoderStream } from '../decoder-stream.ts'
import type { FrameHeader } from './frame-header.ts'
import { Md5 } from './md5.ts'
import type { Samples } from './predict.ts'
import type { StreamInfo } from './stream-info.ts'
import { writeSamples } from './write-samples.ts'

/** Bytes of a frame whose samples are all the same: none is shorter. */
const shortestFrame = 10

/** Puts frames one behind the other, silence for those that are lost, and tells what is wrong. */
export class Track {
  readonly #stream: DecoderStream
  readonly #info: StreamInfo
  readonly #md5 = new Md5()
  #done = 0
  #next = 0 // the number of the sample that should follow
  #lost = -1 // where the bytes begin that were passed over since the last frame
  #whole = true

  constructor(stream: DecoderStream, info: StreamInfo) {
    this.#stream = stream
    this.#info = info
  }

  /** Whether all samples are there that the file promises. */
  get complete(): boolean {
    return this.#info.samples > 0 && this.#done >= this.#info.samples
  }

  /** Takes in the samples of a frame; false where they are wider than the file says. */
  add({ first, size }: FrameHeader, channels: readonly Samples[]): boolean {
    const stream = this.#stream
    const info = this.#info
    const md5 = this.#md5
    if (this.#lost >= 0) this.#mend(first - this.#next)
    const at = stream.reserve(size, info.samples > 0 ? info.samples - this.#done : Infinity)
    const width = info.bitsPerSample
    const bytes = (width + 7) >> 3
    const step = bytes * channels.length
    const byte = md5.room(size * step)
    const fits = channels.map((samples, c) =>
      writeSamples(samples, size, { width, out: stream.channels[c], at, view: md5.view, byte: byte + c * bytes, step }),
    )
    if (fits.includes(false)) {
      stream.release(size)
      return false
    }
    md5.add(size * step)
    this.#done += size
    this.#next = first + size
    return true
  }

  /** Says that the next bytes are no frame. */
  lose(): void {
    if (this.#lost < 0) this.#lost = this.#stream.input.position
  }

  /** Says that no frame follows. */
  end(): void {
    const stream = this.#stream
    const info = this.#info
    const at = this.#lost < 0 ? stream.input.position : this.#lost
    if (this.#done < info.samples || this.#lost >= 0) {
      if (this.#done === 0) stream.fail(at, 'not one frame can be decoded', 'frames of FLAC')
      const missing = info.samples > 0 ? `${info.samples - this.#done} of ${info.samples} samples` : 'the last samples'
      stream.damage(at, `${missing} are missing`, 'the whole file')
    } else if (
      this.#whole &&
      info.md5.some((byte) => byte !== 0) &&
      this.#md5.digest().some((byte, i) => byte !== info.md5[i])
    ) {
      stream.damage(info.md5At, 'the MD5 sum is not that of the samples', 'the samples that were encoded')
    }
  }

  /** Silence for `samples` lost ones, where the bytes that were passed over can have held so many. */
  #mend(samples: number): void {
    const stream = this.#stream
    const info = this.#info
    const bytes = stream.input.position - this.#lost
    const fits = samples > 0 && samples <= Math.ceil(bytes / shortestFrame) * info.maxBlock
    const instead = fits ? `, where silence stands for ${samples} samples` : ''
    stream.damage(this.#lost, `${bytes} bytes are no frames${instead}`, 'frames with right check sums')
    if (fits) {
      stream.reserve(samples, samples)
      this.#done += samples
    }
    this.#lost = -1
    this.#whole = false
  }
}
