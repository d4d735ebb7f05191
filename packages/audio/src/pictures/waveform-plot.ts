import { linearAxis } from './axis.ts'
import type { Plot } from './plot.ts'

/** A signal [samples] over time, as high as its own peak. */
export function waveformPlot(signal: Float32Array, sampleRate: number): Plot {
  let peak = 0
  for (let i = 0; i < signal.length; i++) {
    const size = Math.abs(signal[i]!)
    if (size > peak && size < Infinity) peak = size
  }
  const high = peak > 0 ? peak : 1
  const seconds = Math.max(signal.length, 1) / sampleRate
  return {
    title: `Waveform, ${seconds.toFixed(2)} s, peak ${peak.toPrecision(3)}`,
    x: linearAxis(0, seconds, 's'),
    y: linearAxis(-high, high, ''),
    content: { curves: [{ values: signal, step: 1 / sampleRate, level: 0.45 }] },
  }
}
