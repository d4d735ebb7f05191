import type { CompiledModule } from '@m3net/tensor/simd'
import type { AudioKernels } from '../audio-kernels.ts'
import { kernelModule } from './kernels.ts'
import { isSimdFrontEnd, simdLogBands } from './simd-log-mel.ts'
import { SimdRealFft } from './simd-real-fft.ts'
import { simdConvolution } from './simd-resampler.ts'

/** {@link AudioKernels} with SIMD. */
export interface SimdKernels extends AudioKernels {
  /** A Fourier transform of `size` samples, a power of two from 32 to 2^20. @throws RangeError for other sizes. */
  realFft(size: number): SimdRealFft
}

/**
 * Kernels in float32 with the same bits in every engine; null where WebAssembly or its SIMD is missing or refused:
 *
 *     const features = logMel({ mels: 64, kernels: simd() })
 *
 * `module` is for hosts that compile no bytes but import @m3net/audio/kernels.wasm.
 */
export function simd(module: CompiledModule | null = kernelModule): SimdKernels | null {
  return (
    module && {
      name: 'simd',
      logBands: (settings, bands, weights) =>
        isSimdFrontEnd(settings) ? simdLogBands(module, settings, bands, weights) : null,
      convolution: (kernel) => simdConvolution(module, kernel),
      realFft: (size) => new SimdRealFft(module, size),
    }
  )
}
