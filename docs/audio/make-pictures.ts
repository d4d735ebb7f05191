/**
 * The pictures of these pages, from made-up sounds:  node --import tsx --conditions=@m3net/source docs/audio/make-
 * pictures.ts
 */
import { writeFileSync } from 'node:fs'
import { addNoise, chain, reverberate } from '../../packages/audio/src/augment/index.ts'
import { gammatoneFilterbank, logMel, melFilterbank, pcen } from '../../packages/audio/src/index.ts'
import {
  drawImage,
  encodePng,
  featurePlot,
  filterbankPlot,
  melPlot,
  spectrogramPlot,
  waveformPlot,
  type Plot,
} from '../../packages/audio/src/pictures/index.ts'
import { synthesise } from '../../packages/m3net/src/data/index.ts'
import { Rng, transpose } from '../../packages/tensor/src/index.ts'

const sampleRate = 16000
const [{ samples: siren }] = synthesise({ clips: 1, seed: 'pictures', labels: ['siren'] })
const augment = chain(
  reverberate({ sampleRate, fade: [0.6, 0.6], direct: [3, 3] }),
  addNoise({ snr: [15, 15], noise: 'pink' }),
)
const noisy = augment(siren, new Rng('pictures'))

/** Rows of time as columns of a picture. */
function pcenPlot(signal: Float32Array): Plot {
  const options = { sampleRate, mels: 64, low: 0, high: 8000, window: 512, hop: 128 }
  const rows = pcen()(logMel({ ...options, log: 'none' })(signal))
  const data = transpose(rows).contiguous().data as Float32Array
  return featurePlot({ data, mels: 64, low: 0, high: 8000, seconds: signal.length / sampleRate }, 'PCEN')
}

const pictures: Record<string, Plot> = {
  waveform: waveformPlot(siren, sampleRate),
  spectrogram: spectrogramPlot(siren, sampleRate),
  mel: melPlot(siren, { sampleRate, mels: 64 }),
  'mel-noisy': melPlot(noisy, { sampleRate, mels: 64 }),
  pcen: pcenPlot(noisy),
  'filterbank-mel': filterbankPlot(melFilterbank({ bins: 513, sampleRate, mels: 32 }), sampleRate),
  'filterbank-slaney': filterbankPlot(
    melFilterbank({ bins: 513, sampleRate, mels: 32, scale: 'slaney', norm: 'slaney' }),
    sampleRate,
  ),
  'filterbank-gammatone': filterbankPlot(gammatoneFilterbank({ bins: 513, sampleRate, bands: 32 }), sampleRate),
}

for (const [name, plot] of Object.entries(pictures)) {
  writeFileSync(new URL(`${name}.png`, import.meta.url), encodePng(drawImage(plot)))
}
