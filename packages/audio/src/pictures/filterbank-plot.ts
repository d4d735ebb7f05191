import type { Tensor } from '@m3net/tensor'
import { linearAxis } from './axis.ts'
import type { Curve, Plot } from './plot.ts'
import { ticks } from './ticks.ts'

/**
 * The bands of a filter bank [bins, bands], as `melFilterbank` makes it, over frequency, as they lie on the bins of the
 * spectrum.
 */
export function filterbankPlot(bank: Tensor, sampleRate: number): Plot {
  const [bins, bands] = bank.shape as [number, number]
  const data = bank.transpose().contiguous().data as Float32Array
  const curves = Array.from({ length: bands }, (_, band): Curve => {
    const weights = data.subarray(band * bins, (band + 1) * bins)
    return {
      values: weights.map((weight, bin) => ([-1, 0, 1].some((by) => weights[bin + by]! > 0) ? weight : NaN)),
      step: sampleRate / 2 / (bins - 1),
      level: 0.15 + (0.5 * (band + 0.5)) / bands,
    }
  })
  let highest = 0
  for (const weight of data) highest = Math.max(highest, weight)
  return {
    title: `Filter bank, ${bands} bands on ${bins} bins, 0 to ${sampleRate / 2} Hz`,
    x: linearAxis(0, sampleRate / 2, 'Hz'),
    y: linearAxis(0, ticks(0, highest * (1 - 1e-6)).at(-1)!.value, ''),
    content: { curves },
  }
}
