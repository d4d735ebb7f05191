import { Tensor } from '@m3net/tensor'
import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  deltas,
  gammatone,
  gfcc,
  istft,
  lfcc,
  logMel,
  mfcc,
  pcen,
  resampler,
  rms,
  spectralFlux,
  spectrogram,
  stft,
  type Spectra,
} from '../src/index.ts'
import { simd } from '../src/simd/index.ts'
import { noise } from './signals.ts'

const test = suite('streams')
const RUNS = 100 // chunkings of each transform

type Given = Float32Array | Tensor | Spectra

/** A transform with its stream; `Input` is a signal, rows or spectra. */
interface Streaming<Input extends Given> {
  (input: Input): Given
  stream(): { push(input: Input): Given; end?(): Given }
}

/** Real parts, then imaginary parts. */
const lists = (given: Given): readonly ArrayLike<number>[] => {
  if (given instanceof Float32Array) return [given]
  return given instanceof Tensor ? [given.data] : [given.real.data, given.imaginary.data]
}

/** A transform gives the same bits however its input, `make(length, seed)`, is cut by `part`. */
function holds<Input extends Given>(
  name: string,
  transform: Streaming<Input>,
  longest: number,
  make: (length: number, seed: number) => Input,
  part: (input: Input, from: number, to: number) => Input,
): void {
  test(`${name} gives the bits of the whole, however it is cut`, () => {
    const chunks = fc.array(fc.oneof(fc.nat(3), fc.nat(longest)), { maxLength: 9 })
    fc.assert(
      fc.property(chunks, fc.nat(), (lengths, seed) => {
        const input = make(
          lengths.reduce((sum, length) => sum + length, 0),
          seed,
        )
        const stream = transform.stream()
        const found: number[][] = []
        const collect = (given: Given): void =>
          lists(given).forEach((list, i) => (found[i] ??= []).push(...Array.from(list)))
        let at = 0
        for (const length of lengths) {
          const chunk = part(input, at, (at += length))
          collect(stream.push(chunk))
          lists(chunk).forEach((list) => (list as Float32Array).fill(NaN)) // what is kept is a copy
        }
        if (stream.end) collect(stream.end())
        lists(transform(input)).forEach((list, i) =>
          assert.equal(Float32Array.from(found[i] ?? []), Float32Array.from(list)),
        )
      }),
      { seed: 1, numRuns: RUNS },
    )
  })
}

const ofSignals = (name: string, transform: Streaming<Float32Array>, longest = 150): void =>
  holds(name, transform, longest, noise, (signal, from, to) => signal.slice(from, to))

const rows = (length: number, seed: number): Tensor =>
  Tensor.from(
    noise(length * 9, seed).map((value) => value + 1),
    [length, 9],
  )
const partOfRows = (tensor: Tensor, from: number, to: number): Tensor =>
  Tensor.from((tensor.data as Float32Array).slice(from * 9, to * 9), [to - from, 9])
const ofRows = (name: string, transform: Streaming<Tensor>): void => holds(name, transform, 30, rows, partOfRows)

const frames = { fft: 32, window: 24, hop: 10 }
for (const [way, kernels] of Object.entries({ plain: null, simd: simd() })) {
  for (const [from, to] of [
    [3, 2],
    [2, 3],
    [44100, 16000],
    [16000, 22050],
    [1, 9],
    [50, 1],
  ]) {
    ofSignals(`${way}: resampling ${from} to ${to}`, resampler({ from, to, kernels }), 400)
  }
  ofSignals(`${way}: logMel`, logMel({ ...frames, mels: 5, kernels }))
  ofSignals(`${way}: mfcc`, mfcc({ ...frames, mels: 8, kernels }))
  ofSignals(`${way}: gfcc`, gfcc({ ...frames, bands: 8, kernels }))
}
ofSignals('resampling to the same rate', resampler({ from: 8000, to: 8000 }))
ofSignals('lfcc', lfcc({ fft: 15, window: 15, hop: 20, mels: 4 }))
ofSignals('stft', stft(frames))
ofSignals('spectrogram', spectrogram({ fft: 7, hop: 3, power: 1 }))
ofSignals('rms', rms({ fft: 20, hop: 33 }))
ofSignals('gammatone', gammatone({ bands: 3 }))
ofRows('pcen', pcen())
ofRows('deltas', deltas({ width: 7 }))
ofRows('flux', spectralFlux())
for (const options of [
  { fft: 16, hop: 4 },
  { fft: 16, hop: 5, center: true },
  { fft: 17, hop: 30, center: true },
]) {
  holds<Spectra>(
    `istft ${JSON.stringify(options)}`,
    istft(options),
    30,
    (length, seed) => ({ real: rows(length, seed), imaginary: rows(length, seed + 1) }),
    (spectra, from, to) => ({
      real: partOfRows(spectra.real, from, to),
      imaginary: partOfRows(spectra.imaginary, from, to),
    }),
  )
}

test.run()
