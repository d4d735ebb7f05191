import type { LogBandRows, LogBandSettings } from './bands/log-bands.ts'
import type { Convolution } from './resample/resample-stream.ts'
import type { SincKernel } from './resample/sinc-kernel.ts'

/**
 * Faster ways for the parts of the front end, to be passed as `kernels`: `simd()` of @m3net/audio/simd. Results differ
 * from those of the plain ways in the last bits. Powers are float32, also with `power: 1`, which takes their roots:
 * magnitudes above 1.8e19 become infinite, those below 1e-22 vanish.
 */
export interface AudioKernels {
  /** Names the bits of the results, for the key of a cache. */
  readonly name: string
  /** What sums spectra by `weights`, [bins, bands], or null where these settings are for the plain way. */
  logBands(settings: LogBandSettings, bands: number, weights: Float32Array): LogBandRows | null
  /** What convolves signals with a filter. */
  convolution(kernel: SincKernel): Convolution
}
