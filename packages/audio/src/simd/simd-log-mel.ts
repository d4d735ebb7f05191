import type { CompiledModule } from '@m3net/tensor/simd'
import type { LogBandRows, LogBandSettings } from '../bands/log-bands.ts'
import { melBands } from '../bands/mel-bands.ts'
import { decibelScale } from '../decibels.ts'
import { windowOf } from '../windows/window-of.ts'
import { bandTables } from './band-tables.ts'
import { fftTables, isSimdSize } from './fft-tables.ts'
import { layOut } from './lay-out.ts'

// At most so many frames, of at most so many samples unless one alone has more, are computed at a time: this bounds the
// memory, however long the signal.
const FRAMES = 64
const SAMPLES = 16384

const SMALLEST_NORMAL = 2 ** -126
const LARGEST = 2 ** 128 * (1 - 2 ** -24)

/** Whether the kernels can do what `settings` ask for: the size of the transform, a floor that is a normal float32. */
export function isSimdFrontEnd({ fft, log, floor }: LogBandSettings): boolean {
  return isSimdSize(fft) && (log === 'none' || (floor >= SMALLEST_NORMAL && floor <= LARGEST))
}

/** The front end in float32. Each frame is computed by itself, so its bits do not depend on how the signal is cut. */
export function simdLogBands(
  module: CompiledModule,
  { fft, window, shape, hop, power, log, floor }: LogBandSettings,
  mels: number,
  bank: Float32Array,
): LogBandRows {
  const { twiddles, turns } = fftTables(fft)
  const { bands, weights } = bandTables(melBands(bank, mels))
  const block = Math.max(1, Math.min(FRAMES, 1 + Math.floor((SAMPLES - fft) / hop)))
  const { kernels, at, floats } = layOut(module, {
    signal: (block - 1) * hop + fft,
    window: fft,
    twiddles: twiddles.length,
    turns: turns.length,
    scratch: 2 * fft,
    spectrum: 2 * fft, // weights of 0 meet the zeros behind the bins
    bands: bands.length,
    weights: weights.length,
    rows: block * mels,
  })
  floats.window.set(windowOf(shape, window), Math.floor((fft - window) / 2))
  floats.twiddles.set(twiddles)
  floats.turns.set(turns)
  new Int32Array(floats.bands.buffer, at.bands).set(bands)
  floats.weights.set(weights)
  const scale = log === 'decibel' ? decibelScale(power) : 1
  const { signal, rows: out, ...tables } = at

  return (samples, count) => {
    const rows = new Float32Array(count * mels)
    for (let t = 0; t < count; t += block) {
      const frames = Math.min(block, count - t)
      floats.signal.set(samples.subarray(t * hop, (t + frames - 1) * hop + fft))
      kernels.melFrames(
        frames,
        4 * hop,
        signal,
        fft / 2,
        tables.window,
        tables.twiddles,
        tables.turns,
        tables.scratch,
        tables.spectrum,
        power,
        mels,
        tables.bands,
        tables.weights,
        out,
      )
      if (log !== 'none') kernels.scaledLog(frames * mels, out, floor, scale)
      rows.set(floats.rows.subarray(0, frames * mels), t * mels)
    }
    return rows
  }
}
