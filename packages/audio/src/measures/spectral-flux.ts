import { Tensor } from '@m3net/tensor'
import { rowsOf } from '../rows-of.ts'

/** The flux of rows that come in pieces; made by `spectralFlux().stream()`. */
export interface FluxStream {
  /** The next rows, [frames, bins] -> [frames]. */
  push(magnitudes: Tensor): Tensor
}

/** Spectral flux made by {@link spectralFlux}. */
export interface SpectralFlux {
  /** Of whole magnitudes, [frames, bins] -> [frames]: one push on a fresh stream. */
  (magnitudes: Tensor): Tensor
  stream(): FluxStream
}

/** How far each frame's magnitudes are from those of the frame before, sqrt(sum_k (X(t, k) - X(t - 1, k))^2); first 0. */
export function spectralFlux(): SpectralFlux {
  const stream = (): FluxStream => {
    let before: Float32Array | undefined
    const push = (magnitudes: Tensor): Tensor => {
      const { data, frames, columns } = rowsOf('spectralFlux', magnitudes, before?.length)
      const out = new Float32Array(frames)
      for (let t = 0; t < frames; t++) {
        const row = data.slice(t * columns, (t + 1) * columns)
        const last = before ?? row
        let sum = 0
        for (let k = 0; k < columns; k++) sum += (row[k] - last[k]) * (row[k] - last[k])
        out[t] = Math.sqrt(sum)
        before = row
      }
      return Tensor.from(out)
    }
    return { push }
  }
  return Object.assign((magnitudes: Tensor) => stream().push(magnitudes), { stream })
}
