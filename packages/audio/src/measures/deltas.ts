import { Tensor } from '@m3net/tensor'
import { check } from '../check-options.ts'
import { join } from '../join.ts'
import { rowsOf } from '../rows-of.ts'

/** Deltas of rows that come in pieces; made by `deltas(options).stream()`. They lag (width - 1) / 2 frames behind. */
export interface DeltaStream {
  /** The rows that `rows` [frames, columns] complete: [new frames, columns]. */
  push(rows: Tensor): Tensor
  /** The remaining rows, as if the last one stayed; the stream is done then. */
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
  const stream = (): DeltaStream => {
    let kept: Float32Array = new Float32Array(0) // the last rows, 2 reach of them from the first on
    let columns: number | undefined
    const take = (rows: Float32Array, size: number): Tensor => {
      const joined = join(kept, rows)
      const out = new Float32Array(Math.max(0, joined.length - 2 * reach * size))
      for (let i = 0; i < out.length; i++) {
        const center = i + reach * size
        let sum = 0
        for (let n = 1; n <= reach; n++) sum += n * (joined[center + n * size] - joined[center - n * size])
        out[i] = sum / divisor
      }
      kept = joined.slice(out.length)
      return Tensor.from(out, [out.length / size, size])
    }
    return {
      push(rows) {
        const { data, columns: size } = rowsOf('deltas', rows, columns)
        columns = size
        if (kept.length === 0) kept = repeat(data.subarray(0, size), reach)
        return take(data, size)
      },
      end: () => take(repeat(kept.slice(-(columns ?? 1)), reach), columns ?? 1),
    }
  }
  const whole = (rows: Tensor): Tensor => {
    const { push, end } = stream()
    const [most, rest] = [push(rows), end()]
    return Tensor.from(join(most.data as Float32Array, rest.data as Float32Array), rows.shape)
  }
  return Object.assign(whole, { stream })
}

function repeat(row: Float32Array, times: number): Float32Array {
  const rows = new Float32Array(times * row.length)
  for (let at = 0; at < rows.length; at += row.length) rows.set(row, at)
  return rows
}
