/**
 * The pictures of these pages, from made-up sounds:
 *
 *     node --import tsx --conditions=@m3net/source docs/audio/make-pictures.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { augmentFeatures } from '../../packages/audio/src/augment/index.ts'
import {
  deltas,
  gammatoneFilterbank,
  gfcc,
  griffinLim,
  lfcc,
  logGammatone,
  logMel,
  melFilterbank,
  mfcc,
  pcen,
  spectralCentroid,
  spectralRolloff,
  spectrogram,
} from '../../packages/audio/src/index.ts'
import {
  drawImage,
  drawSvg,
  encodePng,
  featurePlot,
  filterbankPlot,
  linearAxis,
  melAxis,
  melPlot,
  spectrogramPlot,
  waveformPlot,
  type Plot,
} from '../../packages/audio/src/pictures/index.ts'
import { Rng, type Tensor } from '../../packages/tensor/src/index.ts'
import {
  windowShapes,
  windowSpectra,
  resamplingPicture,
  scalesPicture,
  gammatoneImpulses,
  fluxPicture,
  griffinLimErrors,
  filtersPicture,
  roomPicture,
} from './line-pictures.ts'
import { listeningPicture } from './listening-picture.ts'
import { cepstraPlot, linesOver, rowsPlot } from './plots.ts'
import { both, frames, noisy, numbers, sampleRate, siren, vowels } from './sounds.ts'

/** PCEN as the 64 bands of the picture of the same sound have it. */
function pcenPlot(signal: Float32Array): Plot {
  const options = { sampleRate, mels: 64, low: 0, high: 8000, window: 512, hop: 128 }
  const rows = pcen()(logMel({ ...options, log: 'none' })(signal))
  return rowsPlot(rows, signal.length / sampleRate, melAxis(0, 8000), 'PCEN')
}

/** Masked features, the mean of the clip being what is masked with. */
function maskedPlot(): Plot {
  const rows = logMel({
    sampleRate,
    mels: 64,
    low: 0,
    high: 8000,
    window: 512,
    hop: 128,
    floor: 1e-10,
    log: 'decibel',
  })(noisy)
  const data = numbers(rows.transpose(1, 0)).slice()
  const mean = data.reduce((a, b) => a + b) / data.length
  for (let i = 0; i < data.length; i++) data[i] -= mean
  augmentFeatures(data, 64, new Rng('masks'), { shift: 0.1, masks: 2, width: 0.15 })
  return featurePlot({ data, mels: 64, low: 0, high: 8000, seconds: noisy.length / sampleRate }, 'Masked')
}

function bankPlot(bank: Tensor, high: number): Plot {
  return { ...filterbankPlot(bank, sampleRate), y: linearAxis(0, high, '') }
}

function measuresPicture(): string {
  const magnitudes = spectrogram({ ...frames, power: 1 })(vowels)
  const lines = [spectralCentroid, spectralRolloff].map((measure) => numbers(measure(magnitudes, { sampleRate })))
  const plot = spectrogramPlot(vowels, sampleRate, frames)
  return linesOver(plot, frames.hop / sampleRate, lines, ['#ffffff', '#5ad1c8'])
}

function rebuilt(iterations: number): Float32Array {
  const options = { fft: 512, hop: 128, iterations, rng: new Rng('phases') }
  return griffinLim(options)(spectrogram(frames)(vowels))
}

const cepstral = { sampleRate, coefficients: 20 }
const seconds = vowels.length / sampleRate
/** Frequencies as gammatone filters stand. */
const place = (hz: number): number => Math.log((hz + 228.8) / (50 + 228.8)) / Math.log((8000 + 228.8) / (50 + 228.8))
const octaves = { ...melAxis(50, 8000), place }

const plots: Record<string, Plot> = {
  spectrogram: spectrogramPlot(siren, sampleRate),
  'spectrogram-short': spectrogramPlot(both, sampleRate, { fft: 128 }),
  'spectrogram-long': spectrogramPlot(both, sampleRate, { fft: 2048, hop: 128 }),
  mel: melPlot(siren, { sampleRate, mels: 64 }),
  'mel-noisy': melPlot(noisy, { sampleRate, mels: 64 }),
  'mel-masked': maskedPlot(),
  pcen: pcenPlot(noisy),
  'filterbank-mel': bankPlot(melFilterbank({ bins: 513, sampleRate, mels: 32 }), 1.05),
  'filterbank-slaney': bankPlot(
    melFilterbank({ bins: 513, sampleRate, mels: 32, scale: 'slaney', norm: 'slaney' }),
    0.015,
  ),
  'filterbank-gammatone': bankPlot(gammatoneFilterbank({ bins: 513, sampleRate, bands: 32 }), 1.05),
  'log-gammatone': rowsPlot(logGammatone({ sampleRate, floor: 1e-9 })(vowels), seconds, octaves, 'Gammatone bands'),
  mfcc: cepstraPlot(mfcc(cepstral)(vowels), seconds, 'MFCC'),
  lfcc: cepstraPlot(lfcc(cepstral)(vowels), seconds, 'LFCC'),
  gfcc: cepstraPlot(gfcc(cepstral)(vowels), seconds, 'GFCC'),
  deltas: cepstraPlot(deltas()(mfcc(cepstral)(vowels)), seconds, 'Deltas of MFCC'),
  'griffin-lim-before': spectrogramPlot(rebuilt(0), sampleRate, frames),
  'griffin-lim-after': spectrogramPlot(rebuilt(32), sampleRate, frames),
  'griffin-lim-wanted': spectrogramPlot(vowels, sampleRate, frames),
}

const drawings: Record<string, string> = {
  waveform: drawSvg(waveformPlot(siren, sampleRate)),
  windows: windowShapes(),
  'window-spectra': windowSpectra(),
  resampling: resamplingPicture(),
  'mel-scales': scalesPicture(),
  'gammatone-impulses': gammatoneImpulses(),
  measures: measuresPicture(),
  flux: fluxPicture(),
  'griffin-lim': griffinLimErrors(),
  filters: filtersPicture(),
  room: roomPicture(),
  listening: listeningPicture(sampleRate),
}

const folder = new URL('pictures/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, plot] of Object.entries(plots)) {
  writeFileSync(new URL(`${name}.png`, folder), encodePng(drawImage(plot, { width: 640, height: 320 })))
}
for (const [name, drawing] of Object.entries(drawings)) writeFileSync(new URL(`${name}.svg`, folder), `${drawing}\n`)
