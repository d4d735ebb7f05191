import type { LogMelOptions } from '../bands/log-mel-options.ts'
import { logMel } from '../bands/log-mel.ts'
import type { MelScale } from '../bands/mel-scale.ts'
import { check } from '../check-options.ts'
import { amplitudeToDb } from '../decibels.ts'
import { spectrogram, type StftOptions } from '../frames/stft.ts'
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
  checkRate('spectrogramPlot', sampleRate)
  const { fft = fftFor(sampleRate), hop = hopFor(signal, fft / 4) } = options
  const padded = atLeast(signal, fft)
  const { data, shape } = spectrogram({ ...options, fft, hop })(padded)
  return {
    title: `Spectrogram, ${(signal.length / sampleRate).toFixed(2)} s, 0 to ${sampleRate / 2} Hz`,
    x: linearAxis(0, padded.length / sampleRate, 's'),
    y: linearAxis(0, sampleRate / 2, 'Hz'),
    content: { grid: columnsOf(withinRange(amplitudeToDb(data as Float32Array)), shape[0]!, shape[1]!) },
  }
}

/**
 * Power over time and mel bands, in decibels. `fft` and `hop` as of {@link spectrogramPlot}, the rest as of `logMel`.
 */
export function melPlot(signal: Float32Array, options: LogMelOptions & { sampleRate: number }): Plot {
  checkRate('melPlot', options.sampleRate)
  const { sampleRate, fft = fftFor(sampleRate), window = fft, hop = hopFor(signal, fft / 4) } = options
  const padded = atLeast(signal, fft)
  const transform = logMel({ low: 0, high: sampleRate / 2, ...options, fft, window, hop, floor: 1e-10, log: 'decibel' })
  const { data, shape } = transform(padded)
  const { mels, low, high, scale } = transform.options
  const grid = columnsOf(withinRange(data as Float32Array), shape[0]!, mels)
  return featurePlot(
    { data: grid.data, mels, low, high, scale, seconds: padded.length / sampleRate },
    'Mel spectrogram',
  )
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

/** Throws a RangeError that begins with `op` unless there is such a rate. */
function checkRate(op: string, sampleRate: number): void {
  check(op, sampleRate > 0 && sampleRate < Infinity, `sampleRate is ${sampleRate} Hz`, 'a positive number')
}

const fftFor = (sampleRate: number): number => 2 ** Math.min(20, Math.max(1, Math.round(Math.log2(0.032 * sampleRate))))
const hopFor = (signal: Float32Array, usual: number): number => Math.ceil(Math.max(usual, 1, signal.length / FRAMES))

function atLeast(signal: Float32Array, samples: number): Float32Array {
  if (signal.length >= samples) return signal
  const padded = new Float32Array(samples)
  padded.set(signal)
  return padded
}

function withinRange(decibels: Float32Array): Float32Array {
  let loudest = -Infinity
  for (let i = 0; i < decibels.length; i++)
    if (decibels[i]! > loudest && decibels[i]! < Infinity) loudest = decibels[i]!
  return decibels.map((value) => Math.max(value, loudest - RANGE))
}

/** Rows of time as columns. */
function columnsOf(
  data: Float32Array,
  frames: number,
  bands: number,
): { data: Float32Array; rows: number; columns: number } {
  const turned = new Float32Array(data.length)
  for (let t = 0; t < frames; t++) for (let k = 0; k < bands; k++) turned[k * frames + t] = data[t * bands + k]!
  return { data: turned, rows: bands, columns: frames }
}
