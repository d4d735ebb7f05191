import type { Tensor } from '@m3net/tensor'
import { linearAxis } from './axis.ts'
import type { Curve, Plot } from './plot.ts'
import { ticks } from './ticks.ts'

/**
 * The bands of a filter bank [bins, bands], as `melFilterbank` makes it, over frequency, as they lie on the bins of the
 * spectrum.
 */
export function filterbankPlot(bank: Tensor, sampleRate: number): Plot {
  const { data, shape } = bank.contiguous()
  const [bins, bands] = shape as [number, number]
  const curves = Array.from({ length: bands }, (_, band): Curve => {
    const weights = Float32Array.from({ length: bins }, (_, bin) => data[bin * bands + band]!)
    const beside = (bin: number): boolean => !(weights[bin]! > 0 || weights[bin - 1]! > 0 || weights[bin + 1]! > 0)
    return {
      values: weights.map((weight, bin) => (beside(bin) ? NaN : weight)),
      step: sampleRate / 2 / (bins - 1),
      level: 0.15 + (0.5 * (band + 0.5)) / bands,
    }
  })
  let highest = 0
  for (let i = 0; i < data.length; i++) highest = Math.max(highest, data[i]!)
  return {
    title: `Filter bank, ${bands} bands on ${bins} bins, 0 to ${sampleRate / 2} Hz`,
    x: linearAxis(0, sampleRate / 2, 'Hz'),
    y: linearAxis(0, ticks(0, highest * (1 - 1e-6)).at(-1)!.value, ''),
    content: { curves },
  }
}
