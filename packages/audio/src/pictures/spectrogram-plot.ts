import type { Tensor } from '@m3net/tensor'
import type { LogMelOptions } from '../bands/log-mel-options.ts'
import { logMel } from '../bands/log-mel.ts'
import type { MelScale } from '../bands/mel-scale.ts'
import { check } from '../check-options.ts'
import { amplitudeToDb } from '../decibels.ts'
import { spectrogram, type StftOptions } from '../frames/stft.ts'
import { join } from '../join.ts'
import { linearAxis, melAxis } from './axis.ts'
import type { Plot } from './plot.ts'

/** What is quieter than the loudest value by so many decibels looks like silence. */
const RANGE = 80
/** More frames than any picture shows: a longer signal is looked at in so many places. */
const FRAMES = 8192

/**
 * Power over time and frequency, in decibels. Left out, `fft` is the power of two next to 32 ms, at most 2^20, `hop` a quarter of it,
 * longer for signals of more than 8192 frames. A signal shorter than `fft` is padded with silence.
 */
export function spectrogramPlot(signal: Float32Array, sampleRate: number, options: Partial<StftOptions> = {}): Plot {
  const [padded, settings] = framing('spectrogramPlot', signal, sampleRate, options)
  const rows = spectrogram(settings)(padded)
  return {
    title: `Spectrogram, ${(signal.length / sampleRate).toFixed(2)} s, 0 to ${sampleRate / 2} Hz`,
    x: linearAxis(0, padded.length / sampleRate, 's'),
    y: linearAxis(0, sampleRate / 2, 'Hz'),
    content: {
      grid: { data: withinRange(amplitudeToDb(turned(rows))), rows: rows.shape[1]!, columns: rows.shape[0]! },
    },
  }
}

/**
 * Power over time and mel bands, in decibels. `fft` and `hop` as of {@link spectrogramPlot}, the rest as of `logMel`.
 */
export function melPlot(signal: Float32Array, options: LogMelOptions & { sampleRate: number }): Plot {
  const { sampleRate } = options
  const [padded, settings] = framing('melPlot', signal, sampleRate, options)
  const { window = settings.fft, low = 0, high = sampleRate / 2 } = settings
  const transform = logMel({ ...settings, window, low, high, floor: 1e-10, log: 'decibel' })
  const data = withinRange(turned(transform(padded)))
  return featurePlot({ ...transform.options, data, seconds: padded.length / sampleRate }, 'Mel spectrogram')
}

/** Features that are there already. */
export interface MelFeatures {
  /** [mels, frames], band 0 the lowest. */
  data: Float32Array
  mels: number
  /** Length of the clip. */
  seconds: number
  /** Edges of the filter bank in Hz. */
  low: number
  high: number
  /** How the bands are spaced. Default htk. */
  scale?: MelScale
}

/** Features over time and mel bands. */
export function featurePlot({ data, mels, seconds, low, high, scale }: MelFeatures, title: string): Plot {
  return {
    title: `${title}, ${seconds.toFixed(2)} s, ${low} to ${high} Hz`,
    x: linearAxis(0, seconds > 0 ? seconds : 1, 's'),
    y: melAxis(low, high, scale),
    content: { grid: { data, rows: mels, columns: data.length / mels } },
  }
}

/** The signal, no shorter than a frame, and the options with sizes of frames. Throws a RangeError that begins with `op` unless there is such a rate. */
function framing<Options extends { fft?: number; hop?: number }>(
  op: string,
  signal: Float32Array,
  sampleRate: number,
  options: Options,
): [padded: Float32Array, options: Options & { fft: number; hop: number }] {
  check(op, sampleRate > 0 && sampleRate < Infinity, `sampleRate is ${sampleRate} Hz`, 'a positive number')
  const { fft = 2 ** Math.min(20, Math.max(1, Math.round(Math.log2(0.032 * sampleRate)))) } = options
  const { hop = Math.ceil(Math.max(fft / 4, signal.length / FRAMES)) } = options
  return [join(signal, new Float32Array(Math.max(0, fft - signal.length))), { ...options, fft, hop }]
}

/** Rows of time as columns. */
const turned = (rows: Tensor): Float32Array => rows.transpose().contiguous().data as Float32Array

function withinRange(decibels: Float32Array): Float32Array {
  let loudest = -Infinity
  for (let i = 0; i < decibels.length; i++)
    if (decibels[i]! > loudest && decibels[i]! < Infinity) loudest = decibels[i]!
  return decibels.map((value) => Math.max(value, loudest - RANGE))
}
