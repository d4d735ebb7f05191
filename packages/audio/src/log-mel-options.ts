import type { AudioKernels } from './audio-kernels.ts'
import type { FrameOptions } from './frame-options.ts'
import { checkFrames } from './frame-options.ts'
import type { MelScale } from './mel-scale.ts'
import { checkPower } from './stft.ts'

/** What {@link logMel} does, every option filled in. */
export interface LogMelSettings extends FrameOptions {
  /** Hz. */
  sampleRate: number
  /** Number of bands. */
  mels: number
  /** Lower edge of the first band, in Hz. */
  low: number
  /** Upper edge of the last band, in Hz. */
  high: number
  scale: MelScale
  norm: 'none' | 'slaney'
  /** What the bands sum up: 2 for powers, 1 for magnitudes. */
  power: 1 | 2
  /** Band sums below count as this, in the units of `power`. */
  floor: number
  /** 'natural' logarithm, 'decibel', or 'none' for the plain sums (the floor then has no effect). */
  log: 'natural' | 'decibel' | 'none'
}

/** Options of {@link logMel}; each may be left out. */
export interface LogMelOptions extends Partial<LogMelSettings> {
  /** A faster way to these features, in float32: `simd()` of @m3net/audio/simd. Where null, the plain way serves. */
  kernels?: AudioKernels | null
}

/** Fills in the defaults and checks what the parts do not check themselves. */
export function logMelSettings(options: Partial<LogMelSettings>): LogMelSettings {
  const { sampleRate = 16000 } = options
  const settings: LogMelSettings = {
    sampleRate,
    fft: 512,
    window: Math.min(480, options.fft ?? 512),
    shape: 'hann',
    hop: 160,
    center: false,
    mels: 64,
    low: 20,
    high: Math.min(8000, sampleRate / 2),
    scale: 'htk',
    norm: 'none',
    power: 2,
    floor: 1e-6,
    log: 'natural',
    ...options,
  }
  checkFrames('logMel', settings)
  checkPower('logMel', settings.power)
  if (!(settings.floor > 0)) throw new RangeError(`logMel: floor is ${settings.floor}; wanted a positive number`)
  if (!['natural', 'decibel', 'none'].includes(settings.log)) {
    throw new RangeError(`logMel: log is ${String(settings.log)}; wanted natural, decibel or none`)
  }
  return settings
}
