import type { Tensor } from '@m3net/tensor'
import { measureRows } from '../rows-of.ts'

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
    const distance = (row: Float32Array): number => {
      const last = before ?? row
      before = row.slice()
      return Math.sqrt(row.reduce((sum, value, k) => sum + (value - last[k]) * (value - last[k]), 0))
    }
    return { push: (magnitudes) => measureRows('spectralFlux', magnitudes, distance, before?.length) }
  }
  return Object.assign((magnitudes: Tensor) => stream().push(magnitudes), { stream })
}
