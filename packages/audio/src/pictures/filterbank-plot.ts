import { melFilterbank, type MelFilterbankOptions } from '../mel-filterbank.ts'
import { linearAxis } from './axis.ts'
import type { Curve, Plot } from './plot.ts'
import { ticks } from './ticks.ts'

/** The bands of a `melFilterbank` over frequency, as they lie on the bins of the spectrum. */
export function filterbankPlot(options: MelFilterbankOptions): Plot {
  const { bins, mels, sampleRate } = options
  const { data } = melFilterbank(options)
  const curves = Array.from({ length: mels }, (_, band): Curve => {
    const weights = Float32Array.from({ length: bins }, (_, bin) => data[bin * mels + band]!)
    const beside = (bin: number): boolean => !(weights[bin]! > 0 || weights[bin - 1]! > 0 || weights[bin + 1]! > 0)
    return {
      values: weights.map((weight, bin) => (beside(bin) ? NaN : weight)),
      step: sampleRate / 2 / (bins - 1),
      level: 0.15 + (0.5 * (band + 0.5)) / mels,
    }
  })
  let highest = 0
  for (let i = 0; i < data.length; i++) highest = Math.max(highest, data[i]!)
  return {
    title: `Filter bank, ${mels} mel bands on ${bins} bins, 0 to ${sampleRate / 2} Hz`,
    x: linearAxis(0, sampleRate / 2, 'Hz'),
    y: linearAxis(0, ticks(0, highest).at(-1)!.value, ''),
    content: { curves },
  }
}
