import { Tensor } from '@m3net/tensor'
import { check, checkOpen } from '../check-options.ts'
import { join } from '../join.ts'
import { rowsOf } from '../rows-of.ts'

/** Deltas of rows that come in pieces; made by `deltas(options).stream()`. They lag (width - 1) / 2 frames behind. */
export interface DeltaStream {
  /** The rows that `rows` [frames, columns] complete: [new frames, columns]. */
  push(rows: Tensor): Tensor
  /** The remaining rows, as if the last one stayed; the stream is done then, and throws a RangeError at what follows. */
  end(): Tensor
}

/** Deltas made by {@link deltas}. */
export interface Deltas {
  /** Of whole features, [frames, columns] -> [frames, columns]: one push on a fresh stream, and its end. */
  (rows: Tensor): Tensor
  stream(): DeltaStream
}

/**
 * How features change from frame to frame, by linear regression over `width` frames, an odd number, 5 unless told
 * otherwise: d(t) = sum_n n (c(t + n) - c(t - n)) / (2 sum_n n^2), n = 1 .. (width - 1) / 2; before the first and after
 * the last frame the features are taken to stay. torchaudio.functional.compute_deltas.
 * @throws RangeError when the width is even, below 3 or above 65535.
 */
export function deltas({ width = 5 }: { width?: number } = {}): Deltas {
  const reach = (width - 1) / 2
  const odd = Number.isInteger(reach) && reach >= 1 && width < 2 ** 16
  check('deltas', odd, `width is ${width}`, 'an odd number of frames, 3 to 65535')
  const divisor = (reach * (reach + 1) * (2 * reach + 1)) / 3
  const edge = (row: Float32Array): Float32Array[] => Array.from({ length: reach }, () => row)
  const open = (): ((rows: Tensor | null, last: boolean) => Tensor) => {
    let kept: Float32Array = new Float32Array(0) // the last rows, 2 reach of them from the first on
    let columns: number | undefined
    let ended = false
    return (rows, last) => {
      checkOpen('deltas', ended)
      ended = last
      if (rows) {
        const data = rowsOf('deltas', rows, columns)
        columns = rows.shape[1]
        kept = join(...(kept.length > 0 ? [kept] : edge(data.subarray(0, columns))), data)
      }
      const size = columns ?? 1
      if (last) kept = join(kept, ...edge(kept.slice(-size)))
      const out = new Float32Array(Math.max(0, kept.length - 2 * reach * size))
      for (let i = 0; i < out.length; i++) {
        const center = i + reach * size
        let sum = 0
        for (let n = 1; n <= reach; n++) sum += n * (kept[center + n * size] - kept[center - n * size])
        out[i] = sum / divisor
      }
      kept = kept.slice(out.length)
      return Tensor.from(out, [out.length / size, size])
    }
  }
  const stream = (): DeltaStream => {
    const step = open()
    return { push: (rows) => step(rows, false), end: () => step(null, true) }
  }
  return Object.assign((rows: Tensor) => open()(rows, true), { stream })
}
