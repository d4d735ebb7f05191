import { logMel, RealFft } from '@m3net/audio'
import { simd } from '@m3net/audio/simd'
import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'
import { inPlace } from './in-place.ts'

const [FFT, BINS] = [512, 257]

/** A real transform, by the customary count of a complex one of half as many numbers. */
const FOURIER = 2.5 * FFT * Math.log2(FFT)

/** The front end's kernels on a second of sound, each under its name. Those that need tables run where the package has laid them out. */
export function signals(space: KernelWorkspace): KernelCase[] {
  return [fourier(space), bands(space), logarithm(space), resampling(space)]
}

function fourier(space: KernelWorkspace): KernelCase {
  const times = 100
  const [plain, fast] = [new RealFft(FFT), simd()!.realFft(FFT)]
  const frame = space.view(space.x, FFT)
  const spectrum = new Float64Array(2 * BINS)
  const [real, imaginary] = [spectrum.subarray(0, BINS), spectrum.subarray(BINS)]
  const wanted = t.Tensor.from(spectrum, [2, BINS])
  fast.signal.set(frame)
  return {
    name: 'realFft: a hundred of 512',
    work: { flop: times * FOURIER },
    plain() {
      for (let i = 0; i < times; i++) plain.forward(frame, real, imaginary)
      return wanted
    },
    simd() {
      for (let i = 0; i < times; i++) fast.transform()
    },
    result: {
      clear: () => [fast.real, fast.imaginary].forEach((part) => part.fill(NaN)),
      read: () => t.Tensor.from(Float32Array.of(...fast.real, ...fast.imaginary), [2, BINS]),
    },
  }
}

function bands(space: KernelWorkspace): KernelCase {
  const signal = space.view(space.x, 16000).slice()
  const [plain, fast] = [logMel({ log: 'none' }), logMel({ log: 'none', kernels: simd() })]
  const wanted = plain(signal)
  let rows = wanted
  // A window, three operations for a power, and two bands with a product and a sum for each bin.
  const each = FOURIER + FFT + 7 * BINS
  return {
    name: 'melFrames: band sums of a second',
    work: { flop: wanted.shape[0] * each },
    plain: () => plain(signal),
    simd: () => void (rows = fast(signal)),
    result: { clear: () => void (rows = t.full(wanted.shape, NaN)), read: () => rows },
  }
}

function logarithm(space: KernelWorkspace): KernelCase {
  const count = 97 * 64
  const [floor, scale] = [1e-6, 4.25]
  const sums = inPlace(space, 1, count)
  const before = sums.all.contiguous()
  return {
    name: 'scaledLog: their logarithms',
    // Operations on vectors in packages/audio/assembly/log.ts.
    work: { flop: 31 * count },
    plain: () => t.log(t.maximum(before, floor)).mul(scale),
    simd: (k) => k.scaledLog(count, sums.at[0], floor, scale),
    result: sums.result,
  }
}

function resampling(space: KernelWorkspace): KernelCase {
  const { x, y } = space
  const [up, down, taps, count] = [160, 441, 36, 16000]
  const [weights, offsets] = [space.noise(up * taps), space.room(up)]
  const first = Int32Array.from({ length: up }, (_, j) => Math.floor((j * down) / up))
  new Int32Array(space.memory.buffer, offsets, up).set(first.map((sample) => 4 * sample))
  const [signal, filter] = [space.view(x, 45_056).slice(), space.view(weights, up * taps).slice()]
  const wanted = t.Tensor.zeros([count])
  return {
    name: 'resample: a second, 44.1 to 16 kHz',
    work: { flop: 2 * taps * count },
    plain() {
      for (let i = 0; i < count; i++) {
        const [phase, round] = [i % up, Math.floor(i / up)]
        let sum = 0
        for (let k = 0; k < taps; k++) sum += filter[phase * taps + k] * signal[round * down + first[phase] + k]
        wanted.data[i] = sum
      }
      return wanted
    },
    simd: (k) => k.resample(count, up, 4 * down, taps, x, offsets, weights, y),
    result: space.result(y, [count]),
  }
}
