/** The pictures that are made of lines alone. */
import { biquad, type BiquadKind, filterBiquad, roomResponse } from '../../packages/audio/src/augment/index.ts'
import {
  gammatone,
  griffinLim,
  hzToMel,
  kaiserWindow,
  RealFft,
  resample,
  type ResampleOptions,
  rms,
  spectralFlux,
  spectrogram,
  windowOf,
} from '../../packages/audio/src/index.ts'
import { linearAxis, melAxis } from '../../packages/audio/src/pictures/index.ts'
import { Rng } from '../../packages/tensor/src/index.ts'
import { linesPlot, namedLines } from './plots.ts'
import { clicks, frames, numbers, sampleRate, vowels } from './sounds.ts'

/** |X| in decibels at the first `points` of `fft` frequencies, 0 dB at frequency 0 or where told. */
function response(signal: Float32Array, fft: number, points: number, reference?: number): Float32Array {
  const transform = new RealFft(fft)
  const padded = new Float64Array(fft)
  padded.set(signal.subarray(0, fft))
  const [real, imaginary] = [new Float64Array(transform.bins), new Float64Array(transform.bins)]
  transform.forward(padded, real, imaginary)
  const one = reference ?? Math.hypot(real[0], imaginary[0])
  return Float32Array.from(
    { length: points },
    (_, k) => 20 * Math.log10(Math.hypot(real[k], imaginary[k]) / one + 1e-9),
  )
}

const windowNames = ['rectangular', 'hamming', 'hann', 'blackman', 'kaiser'] as const
const windows = windowNames.map((name) => (name === 'kaiser' ? kaiserWindow(256) : windowOf(name, 256)))

export function windowShapes(): string {
  const plot = linesPlot('Windows', linearAxis(0, 256, ''), linearAxis(0, 1.02, ''), 1, windows)
  return namedLines(plot, windowNames, { down: 0.2 })
}

export function windowSpectra(): string {
  const spectra = windows.map((window) => response(window, 4096, 8 * 16 + 1).map((value) => Math.max(value, -125)))
  const plot = linesPlot('Their spectra', linearAxis(0, 8, 'bins'), linearAxis(-125, 20, 'dB'), 1 / 16, spectra)
  return namedLines(plot, windowNames, { down: 0.07 })
}

/** Hz between the frequencies of what follows. */
const filterStep = (44100 * 160) / 2 ** 17

/** A resampler's filter, put together from what it makes of an impulse in each of its phases. */
function resamplerResponse(options: Partial<ResampleOptions>): Float32Array {
  const [from, to, down, up] = [44100, 16000, 441, 160]
  const center = 2048
  const filter = new Float32Array(2 ** 17)
  for (let phase = 0; phase < down; phase++) {
    const impulse = new Float32Array(2 * center + down)
    impulse[center + phase] = 1
    resample(impulse, { from, to, ...options }).forEach((value, n) => {
      const at = (center + phase) * up - n * down + filter.length / 2
      if (at >= 0 && at < filter.length) filter[at] = value
    })
  }
  return response(filter, filter.length, Math.floor(16000 / filterStep))
}

export function resamplingPicture(): string {
  const kaiser = { window: 'kaiser', lowpassFilterWidth: 64, rolloff: 0.9475937167399596 } as const
  const lines = [{}, { lowpassFilterWidth: 16 }, kaiser].map((options) =>
    resamplerResponse(options).map((value) => Math.max(value, -130)),
  )
  const plot = linesPlot('44.1 to 16 kHz', linearAxis(0, 16000, 'Hz'), linearAxis(-130, 5, 'dB'), filterStep, lines)
  return namedLines(plot, ['the default, hann of 6', 'hann of 16', 'kaiser of 64'])
}

export function scalesPicture(): string {
  const lines = (['htk', 'slaney', 'linear'] as const).map((scale) =>
    Float32Array.from({ length: 161 }, (_, i) => hzToMel(50 * i, scale) / hzToMel(8000, scale)),
  )
  const plot = linesPlot('Scales', linearAxis(0, 8000, 'Hz'), linearAxis(0, 1, ''), 50, lines)
  return namedLines(plot, ['htk', 'slaney', 'linear'], { down: 0.6 })
}

export function gammatoneImpulses(): string {
  const impulse = new Float32Array(400)
  impulse[0] = 1
  const filters = gammatone({ sampleRate, bands: 3, low: 250, high: 2000 })
  const { data } = filters(impulse)
  const lines = [2, 1, 0].map((m) => {
    const line = Float32Array.from({ length: 400 }, (_, n) => data[3 * n + m])
    const most = line.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    return line.map((value) => 0.9 * (value / most) + 2 * m - 2)
  })
  const names = Array.from(filters.frequencies, (hz) => `${Math.round(hz)} Hz`).reverse()
  const y = { ...linearAxis(-3, 3, ''), ticks: () => [] }
  const plot = linesPlot('Impulse responses', linearAxis(0, 25, 'ms'), y, 1000 / sampleRate, lines)
  return namedLines(plot, names, { down: 0.11, apart: 88 })
}

export function fluxPicture(): string {
  const scaled = (line: Float32Array): Float32Array => {
    const most = line.reduce((a, b) => Math.max(a, b))
    return line.map((value) => value / most)
  }
  const lines = [
    scaled(numbers(rms(frames)(clicks))),
    scaled(numbers(spectralFlux()(spectrogram({ ...frames, power: 1 })(clicks)))),
  ]
  const x = linearAxis(0, clicks.length / sampleRate, 's')
  const plot = linesPlot('Level and flux', x, linearAxis(0, 1.02, ''), frames.hop / sampleRate, lines)
  return namedLines(plot, ['rms', 'flux'])
}

export function griffinLimErrors(): string {
  const wanted = spectrogram({ ...frames, power: 1 })(vowels)
  const lines = [0, 0.99].map((momentum) =>
    Float32Array.from({ length: 33 }, (_, iterations) => {
      const found = griffinLim({ fft: 512, hop: 128, power: 1, iterations, momentum, rng: new Rng('phases') })(wanted)
      const rows = spectrogram({ ...frames, power: 1 })(found)
      const off = numbers(rows).reduce((sum, value, i) => sum + (value - numbers(wanted)[i]) ** 2, 0)
      return 10 * Math.log10(off / numbers(wanted).reduce((sum, value) => sum + value * value, 0))
    }),
  )
  const plot = linesPlot('Distance by iterations', linearAxis(0, 32, ''), linearAxis(-25, 0, 'dB'), 1, lines)
  return namedLines(plot, ['momentum 0', 'momentum 0.99'])
}

export function filtersPicture(): string {
  const kinds: readonly BiquadKind[] = ['low', 'band', 'notch', 'peak', 'highShelf']
  const impulse = new Float32Array(8192)
  impulse[0] = 1
  const step = (10 * sampleRate) / 8192
  const lines = kinds.map((kind) => {
    const filter = biquad({ kind, sampleRate, frequency: 1000, gain: 12, q: kind === 'peak' ? 2 : undefined })
    const decibels = response(filterBiquad(impulse, filter), 8192, 4097, 1)
    return decibels.filter((_, k) => k % 10 === 0).map((value, i) => (i * step < 60 ? NaN : Math.max(value, -30)))
  })
  const plot = linesPlot('Filters', melAxis(60, 8000), linearAxis(-30, 14, 'dB'), step, lines)
  return namedLines(plot, kinds, { across: 0.22, down: 0.07 })
}

/** What is left of the energy of rooms after so long. */
export function roomPicture(): string {
  const fades = [0.2, 0.4, 0.8]
  const lines = fades.map((fade) => {
    const response = roomResponse({ sampleRate, fade, direct: 3 }, new Rng('room'))
    const left = Float64Array.from(response, (value) => value * value)
    for (let i = left.length - 2; i >= 0; i--) left[i] += left[i + 1]
    return Float32Array.from(left, (value) => 10 * Math.log10(value / left[0])).filter((_, i) => i % 80 === 0)
  })
  const plot = linesPlot('Rooms', linearAxis(0, 0.8, 's'), linearAxis(-80, 0, 'dB'), 80 / sampleRate, lines)
  return namedLines(
    plot,
    fades.map((fade) => `fade ${fade} s`),
  )
}
