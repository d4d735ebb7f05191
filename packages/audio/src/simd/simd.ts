import type { CompiledModule } from '@m3net/tensor/simd'
import type { AudioKernels } from '../audio-kernels.ts'
import { kernelModule } from './kernels.ts'
import { isSimdFrontEnd, simdLogMel } from './simd-log-mel.ts'
import { SimdRealFft } from './simd-real-fft.ts'
import { simdResampler } from './simd-resampler.ts'

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
      logMel: (settings) => (isSimdFrontEnd(settings) ? simdLogMel(module, settings) : null),
      resampler: (kernel) => simdResampler(module, kernel),
      realFft: (size) => new SimdRealFft(module, size),
    }
  )
}
