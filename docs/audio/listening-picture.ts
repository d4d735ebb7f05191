import { noise } from '../../packages/audio/src/augment/index.ts'
import { Listener } from '../../packages/audio/src/listen/index.ts'
import { logMel } from '../../packages/audio/src/index.ts'
import { linearAxis } from '../../packages/audio/src/pictures/index.ts'
import { synthesise } from '../../packages/m3net/src/data/index.ts'
import { Rng } from '../../packages/tensor/src/index.ts'
import { linesPlot, namedLines } from './plots.ts'

const labels = ['siren', 'bell', 'fast-clicks']

/** What a listener makes of 8 s in which a siren, a bell and clicks are heard, where it knows their mean spectra only. */
export function listeningPicture(sampleRate: number): string {
  const features = logMel({ sampleRate, mels: 32, floor: 1e-5 })
  const spectrum = (signal: Float32Array): Float64Array => {
    const { data, shape } = features(signal)
    const means = new Float64Array(32)
    data.forEach((value, i) => (means[i % 32] += value / shape[0]))
    return means
  }
  const background = noise('pink', 8 * sampleRate, new Rng('background')).map((value) => 0.003 * value)
  const clip = (label: string): Float32Array => {
    const [{ samples }] = synthesise({ clips: 1, seed: 'pictures', labels: [label] })
    return samples.map((value, i) => value + background[i])
  }
  const known = [...labels.map((label) => spectrum(clip(label))), spectrum(background.slice(0, sampleRate))]
  const classify = (window: Float32Array): Float64Array => {
    const heard = spectrum(window)
    const likely = known.map((means) =>
      Math.exp(-0.05 * means.reduce((sum, mean, m) => sum + (mean - heard[m]) ** 2, 0)),
    )
    const all = likely.reduce((a, b) => a + b)
    return Float64Array.from(likely, (value) => value / all)
  }

  const signal = background.slice()
  labels.forEach((label, i) => clip(label).forEach((value, n) => (signal[n + (1.5 + 2 * i) * sampleRate] += value)))
  const hop = sampleRate / 4
  const listener = new Listener({ classify, sampleRate, window: sampleRate, hop, gate: -Infinity, background: [3] })
  const steps = signal.length / hop + 1
  const lines = labels.map(() => new Float32Array(steps).fill(NaN))
  const events: number[] = []
  for (let step = 1; step < steps; step++) {
    const heard = listener.push(signal.subarray((step - 1) * hop, step * hop))
    events.push(...heard.map(({ end }) => end))
    if (listener.probabilities.length > 0) lines.forEach((line, i) => (line[step] = listener.probabilities[i]))
  }
  const [x, y] = [linearAxis(0, 8, 's'), linearAxis(0, 1.02, '')]
  lines.push(new Float32Array(steps).fill(0.6))
  const plot = linesPlot(`Probabilities; events at ${events.join(', ')} s`, x, y, 0.25, lines)
  return namedLines(plot, [...labels, 'threshold'], { across: 0.17, down: 0.1 })
}
