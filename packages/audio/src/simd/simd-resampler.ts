import type { CompiledModule } from '@m3net/tensor/simd'
import type { Convolution } from '../resample/resample-stream.ts'
import type { SincKernel } from '../resample/sinc-kernel.ts'
import { layOut } from './lay-out.ts'

/** Samples that are treated at a time, unless one round of the filter takes more. */
const SAMPLES = 16384

/** Convolution with a polyphase filter, in rounds of `down` samples in and `up` samples out. */
export function simdConvolution(module: CompiledModule, { up, down, taps, first, weights }: SincKernel): Convolution {
  const margin = -first[0] // the earliest sample that any output reads
  const span = first[up - 1] + taps + margin // of one round
  const block = Math.max(1, Math.floor(SAMPLES / Math.max(up, down)))
  const { kernels, at, floats } = layOut(module, {
    signal: (block - 1) * down + span,
    offsets: up,
    weights: up * taps,
    out: block * up,
  })
  new Int32Array(floats.offsets.buffer, at.offsets).set(first.map((start) => 4 * (start + margin)))
  floats.weights.set(weights)

  return (signal, start, begin, count) => {
    const out = new Float32Array(count)
    for (let done = 0; done < count;) {
      const phase = (begin + done) % up
      const round = (begin + done - phase) / up
      const some = Math.min(phase === 0 ? block * up : up - phase, count - done)
      const length = (Math.ceil((phase + some) / up) - 1) * down + span
      copyPadded(signal, round * down - margin - start, floats.signal.subarray(0, length))
      kernels.resample(
        some,
        up,
        4 * down,
        taps,
        at.signal,
        at.offsets + 4 * phase,
        at.weights + 4 * taps * phase,
        at.out,
      )
      out.set(floats.out.subarray(0, some), done)
      done += some
    }
    return out
  }
}

/** to[i] = signal[start + i], zeros beyond its ends. */
function copyPadded(signal: Float32Array, start: number, to: Float32Array): void {
  const before = Math.max(-start, 0)
  const inside = signal.subarray(Math.max(start, 0), Math.max(start + to.length, 0))
  to.fill(0, 0, before)
  to.set(inside, before)
  to.fill(0, before + inside.length)
}
