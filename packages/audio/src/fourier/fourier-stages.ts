import type { Turns } from './turns.ts'

/** Transforms of up to `capacity` points, over one working memory. */
export interface FourierStages {
  /** Results begin at 0. */
  readonly real: Float64Array
  readonly imaginary: Float64Array
  transform(schedule: Schedule, signal: Signal, at: number, taper: Float64Array): void
}

/** What transforms of one size do, with as many turns as points. */
export interface Schedule extends Turns {
  /** The stages: odd primes before fours before a two; a multiple of 4 begins with a four. */
  readonly radices: readonly number[]
  /** Which point comes where, so that each stage finds its own side by side; of a quarter of the points after that four. */
  readonly order: Uint32Array
}

type Signal = Float32Array | Float64Array

/** Keeps what a stage reads and what it writes off the same lines of a cache. */
const GAP = 72

/**
 * A stage of some radix takes so many neighbours at a time, point i of them times turn i floor(p / rest) rest, to `span`
 * apart: decimation in time of constant geometry, after Pease, An Adaptation of the Fast Fourier Transform, 1968.
 *
 * Everything lies in two arrays because V8 knows address and length of arrays that a function's only closure holds, and
 * checks an index once for both, if they are as long: 1.5 times as fast as with arrays passed in (Node 20).
 * The butterfly of four points stands in two stages: as a function it is not always inlined, and then takes twice as long.
 */
export function fourierStages(capacity: number): FourierStages {
  const half = capacity + GAP
  const turns = 2 * half
  const real = new Float64Array(turns + capacity)
  const imaginary = new Float64Array(turns + capacity)
  let latest: Schedule | undefined
  return { real, imaginary, transform }

  function transform(schedule: Schedule, signal: Signal, at: number, taper: Float64Array): void {
    const { radices, order, cosines, sines } = schedule
    if (latest !== schedule) {
      real.set(cosines, turns)
      imaginary.set(sines, turns)
      latest = schedule
    }
    const first = radices[0] === 4 ? 1 : 0
    let from = ((radices.length - first) % 2) * half // so that the last stage ends at 0
    if (first === 1) load4(signal, at, taper, order, from)
    else load(signal, at, taper, order, from)
    let rest = order.length
    for (let s = first; s < radices.length; s++) {
      const radix = radices[s]
      const span = cosines.length / radix
      rest /= radix
      if (radix === 4) radix4(from, span, rest)
      else if (radix === 2) radix2(from, span)
      else radixAny(from, span, rest, radix)
      from = half - from
    }
  }

  /** Puts the points in order. */
  function load(signal: Signal, at: number, taper: Float64Array, order: Uint32Array, to: number): void {
    order.forEach((k, i) => {
      real[to + i] = signal[at + 2 * k] * taper[2 * k]
      imaginary[to + i] = signal[at + 2 * k + 1] * taper[2 * k + 1]
    })
  }

  /** Puts the points in order and does the first stage, whose turns are none; `order` is that of a quarter. */
  function load4(signal: Signal, at: number, taper: Float64Array, order: Uint32Array, to: number): void {
    const span = order.length
    for (let i = 0; i < span; i++) {
      const a = 2 * order[i]
      const b = a + 2 * span
      const c = b + 2 * span
      const d = c + 2 * span
      const ar = signal[at + a] * taper[a]
      const ai = signal[at + a + 1] * taper[a + 1]
      const br = signal[at + b] * taper[b]
      const bi = signal[at + b + 1] * taper[b + 1]
      const cr = signal[at + c] * taper[c]
      const ci = signal[at + c + 1] * taper[c + 1]
      const dr = signal[at + d] * taper[d]
      const di = signal[at + d + 1] * taper[d + 1]
      const o = to + i
      const sr = ar + cr
      const si = ai + ci
      const tr = br + dr
      const ti = bi + di
      const ur = ar - cr
      const ui = ai - ci
      const vr = bi - di // -i (b - d)
      const vi = dr - br
      real[o] = sr + tr
      imaginary[o] = si + ti
      real[o + span] = ur + vr
      imaginary[o + span] = ui + vi
      real[o + 2 * span] = sr - tr
      imaginary[o + 2 * span] = si - ti
      real[o + 3 * span] = ur - vr
      imaginary[o + 3 * span] = ui - vi
    }
  }

  /** `rest` is a power of two. */
  function radix4(from: number, span: number, rest: number): void {
    for (let i = 0, a = from; i < span; i++, a += 4) {
      const k = i & -rest
      const bx = real[a + 1]
      const by = imaginary[a + 1]
      const bc = real[turns + k]
      const bs = imaginary[turns + k]
      const br = bx * bc - by * bs
      const bi = bx * bs + by * bc
      const cx = real[a + 2]
      const cy = imaginary[a + 2]
      const cc = real[turns + 2 * k]
      const cs = imaginary[turns + 2 * k]
      const cr = cx * cc - cy * cs
      const ci = cx * cs + cy * cc
      const dx = real[a + 3]
      const dy = imaginary[a + 3]
      const dc = real[turns + 3 * k]
      const ds = imaginary[turns + 3 * k]
      const dr = dx * dc - dy * ds
      const di = dx * ds + dy * dc
      const ar = real[a]
      const ai = imaginary[a]
      const o = half - from + i
      const sr = ar + cr
      const si = ai + ci
      const tr = br + dr
      const ti = bi + di
      const ur = ar - cr
      const ui = ai - ci
      const vr = bi - di // -i (b - d)
      const vi = dr - br
      real[o] = sr + tr
      imaginary[o] = si + ti
      real[o + span] = ur + vr
      imaginary[o + span] = ui + vi
      real[o + 2 * span] = sr - tr
      imaginary[o + 2 * span] = si - ti
      real[o + 3 * span] = ur - vr
      imaginary[o + 3 * span] = ui - vi
    }
  }

  /** The last stage. */
  function radix2(from: number, span: number): void {
    for (let i = 0; i < span; i++) {
      const a = from + 2 * i
      const ar = real[a]
      const ai = imaginary[a]
      const bx = real[a + 1]
      const by = imaginary[a + 1]
      const bc = real[turns + i]
      const bs = imaginary[turns + i]
      const br = bx * bc - by * bs
      const bi = bx * bs + by * bc
      const o = half - from + i
      real[o] = ar + br
      imaginary[o] = ai + bi
      real[o + span] = ar - br
      imaginary[o + span] = ai - bi
    }
  }

  /** Any radix: a point meets its turn and that of the small transform in one. */
  function radixAny(from: number, span: number, rest: number, radix: number): void {
    const size = radix * span
    for (let first = 0; first < span; first += rest) {
      for (let p = first; p < first + rest; p++) {
        for (let j = 0; j < size; j += span) {
          let a = from + radix * p
          let r = real[a]
          let m = imaginary[a]
          let k = turns
          for (let i = 1; i < radix; i++) {
            a++
            k += first + j
            if (k >= turns + size) k -= size
            r += real[a] * real[k] - imaginary[a] * imaginary[k]
            m += real[a] * imaginary[k] + imaginary[a] * real[k]
          }
          real[half - from + p + j] = r
          imaginary[half - from + p + j] = m
        }
      }
    }
  }
}
