import type { LogMelSettings } from './log-mel-options.ts'
import type { LogMelRows } from './log-mel-stream.ts'
import type { Resampler } from './resample.ts'
import type { SincKernel } from './sinc-kernel.ts'

/**
 * Faster ways for the parts of the front end, to be passed as `kernels`: `simd()` of @m3net/audio/simd. Results are those
 * of the plain ways to the precision of float32.
 */
export interface AudioKernels {
  /** Names the bits of the results, for the key of a cache. */
  readonly name: string
  /** What computes features, or null where these settings are for the plain way. */
  logMel(settings: LogMelSettings): LogMelRows | null
  /** What convolves signals with a filter. */
  resampler(kernel: SincKernel): Resampler
}
