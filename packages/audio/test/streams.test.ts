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
  logGammatone,
  logMel,
  mfcc,
  pcen,
  resampler,
  rms,
  spectralFlux,
  spectrogram,
  stft,
  type Framed,
  type FrameOptions,
  type Spectra,
} from '../src/index.ts'
import { simd } from '../src/simd/index.ts'
import { noise, thrown } from './signals.ts'

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

/** The numbers of results, one after the other, or what is said of a signal that is too short. */
function outcome(run: () => readonly Given[]): number[][] | string {
  const found: number[][] = []
  try {
    for (const result of run()) lists(result).forEach((list, i) => (found[i] ??= []).push(...Array.from(list)))
  } catch (error) {
    if (error instanceof RangeError && error.message.endsWith('to mirror; pad it')) return error.message
    throw error
  }
  return found
}

/** What a stream gives for pieces, and at its end. */
function streamed<Input extends Given>(transform: Streaming<Input>, pieces: readonly Input[]): readonly Given[] {
  const stream = transform.stream()
  const results = pieces.map((piece) => {
    const result = stream.push(piece)
    lists(piece).forEach((list) => (list as Float32Array).fill(NaN)) // what is kept is a copy
    return result
  })
  return stream.end ? [...results, stream.end()] : results
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
    const chunks = fc.array(fc.oneof(fc.nat(3), fc.nat(longest)), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(chunks, fc.nat(), (lengths, seed) => {
        let end = 0
        const ends = lengths.map((length) => (end += length))
        const input = make(end, seed)
        const pieces = ends.map((to, i) => part(input, to - lengths[i], to))
        assert.equal(
          outcome(() => streamed(transform, pieces)),
          outcome(() => [transform(input)]),
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

const ways = Object.entries({ plain: null, simd: simd() })

for (const [way, kernels] of ways) {
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
}
ofSignals('resampling to the same rate', resampler({ from: 8000, to: 8000 }))
ofSignals('gammatone', gammatone({ bands: 3 }))
ofRows('pcen', pcen())
ofRows('deltas', deltas({ width: 7 }))
ofRows('flux', spectralFlux())

/** Every transform by frames, by name. */
function framedTransforms(center: boolean): [string, Framed<FrameOptions, Tensor | Spectra>][] {
  const frames = { fft: 32, window: 24, hop: 10, center }
  const withKernels = ways.flatMap(([way, kernels]): [string, Framed<FrameOptions, Tensor>][] => [
    [`${way}: logMel`, logMel({ ...frames, mels: 5, kernels })],
    [`${way}: logMel with gaps`, logMel({ ...frames, hop: 75, mels: 5, kernels })],
    [`${way}: mfcc`, mfcc({ ...frames, mels: 8, kernels })],
    [`${way}: lfcc`, lfcc({ ...frames, mels: 4, kernels })],
    [`${way}: logGammatone`, logGammatone({ ...frames, bands: 3, kernels })],
    [`${way}: gfcc`, gfcc({ ...frames, bands: 8, kernels })],
  ])
  return [
    ...withKernels,
    ['lfcc of odd frames', lfcc({ fft: 15, window: 15, hop: 20, mels: 4, center })],
    ['stft', stft(frames)],
    ['spectrogram', spectrogram({ fft: 7, hop: 3, power: 1, center })],
    ['rms', rms({ fft: 20, hop: 33, center })],
    ['rms of single samples', rms({ fft: 1, hop: 2, center })],
  ]
}

for (const [name, transform] of framedTransforms(false)) {
  ofSignals(name, transform)
  test(`${name}: all frames come before the end`, () => {
    const stream = transform.stream()
    stream.push(noise(100))
    assert.ok(lists(stream.end()).every(({ length }) => length === 0))
  })
}

for (const [name, transform] of framedTransforms(true)) {
  ofSignals(`centred ${name}`, transform)
  test(`centred ${name} streams what is long enough to be mirrored, and refuses the rest at the end`, () => {
    const { fft } = transform.options
    for (let length = 0; length < 2 * fft; length++) {
      const wanted = outcome(() => [transform(noise(length))])
      for (const pieces of [[noise(length)], Array.from(noise(length), (sample) => Float32Array.of(sample))]) {
        assert.equal(
          outcome(() => streamed(transform, pieces)),
          wanted,
        )
      }
      assert.is(typeof wanted, fft > 1 && length <= fft >> 1 ? 'string' : 'object')
    }
  })
}

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

const spectra: Spectra = { real: Tensor.zeros([3, 9]), imaginary: Tensor.zeros([3, 9]) }
const ended: [string, Given, Streaming<never>][] = [
  ['resample', noise(100), resampler({ from: 3, to: 2 })],
  ['resample', noise(100), resampler({ from: 2, to: 2 })],
  ['stft', noise(100), stft({ fft: 16, center: true })],
  ['mfcc', noise(100), mfcc({ fft: 32, window: 32, mels: 4, coefficients: 2 })],
  ['gammatone', noise(100), gammatone({ bands: 3 })],
  ['istft', spectra, istft({ fft: 16 })],
  ['deltas', Tensor.zeros([5, 2]), deltas()],
]

for (const [op, input, transform] of ended) {
  test(`${op} takes nothing after the end`, () => {
    const stream = (transform as Streaming<Given>).stream()
    stream.push(input)
    stream.end?.()
    for (const more of [() => stream.push(input), () => stream.end?.()]) {
      assert.is(thrown(more).message, `${op}: the stream has ended; wanted a new one`)
    }
  })
}

for (const [op, input, transform] of ended.filter(([, given]) => given instanceof Float32Array)) {
  test(`${op} takes Float32Arrays only`, () => {
    const { push } = (transform as Streaming<Given>).stream()
    for (const take of [transform as Streaming<Given>, push]) {
      for (const [wrong, kind] of [
        [[...(input as Float32Array)], 'Array'],
        [Float64Array.from(input as Float32Array), 'Float64Array'],
        [undefined, 'undefined'],
      ]) {
        const { message } = thrown(() => take(wrong as unknown as Given))
        assert.is(message, `${op}: the signal is ${kind as string}; wanted a Float32Array`)
      }
    }
  })
}

test.run()
