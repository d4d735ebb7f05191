import type { AudioKernels } from '../audio-kernels.ts'
import type { LogBandSettings } from './log-bands.ts'
import type { MelScale } from './mel-scale.ts'

/** What {@link logMel} does, every option filled in. */
export interface LogMelSettings extends LogBandSettings {
  /** Number of bands. */
  mels: number
  /** Lower edge of the first band, in Hz. */
  low: number
  /** Upper edge of the last band, in Hz. */
  high: number
  scale: MelScale
  norm: 'none' | 'slaney'
}

/** Options of {@link logMel}; each may be left out. */
export interface LogMelOptions extends Partial<LogMelSettings> {
  /** A faster way to these features, in float32: `simd()` of @m3net/audio/simd. Where null, the plain way serves. */
  kernels?: AudioKernels | null
}
