import { storeColumns } from './lanes'

// A complex Fourier transform by Stockham's method, which needs no reordering: transforms of one length are combined by
// fours into transforms of four times that length. Four complex numbers lie together in 32 bytes, their real parts
// before their imaginary parts. Source: Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992,
// section 1.7.

/**
 * Transforms `bytes` / 8 complex numbers, a power of two from 16 on. The result is in one of the buffers `a` and `b`:
 * the one that is returned.
 */
export function complexFft(bytes: usize, signal: usize, window: usize, twiddles: usize, a: usize, b: usize): usize {
  let run: usize
  if (ctz(bytes) & 1) {
    run = 32
    firstStage4(bytes, signal, window, a)
  } else {
    run = 64
    firstStage8(bytes, signal, window, a)
  }
  while (run < bytes) {
    stage4(bytes, run, a, twiddles, b)
    twiddles += 3 * run
    run <<= 2
    const other = a
    a = b
    b = other
  }
  return a
}

/** Transforms of length 4, two at a time; in `signal` each imaginary part follows its real part. */
function firstStage4(bytes: usize, signal: usize, window: usize, to: usize): void {
  const leg = bytes >> 2
  for (const end = signal + leg; signal < end; signal += 16, window += 16, to += 64) {
    const a = windowed(signal, window)
    const b = windowed(signal + leg, window + leg)
    const c = windowed(signal + 2 * leg, window + 2 * leg)
    const d = windowed(signal + 3 * leg, window + 3 * leg)
    const s = f32x4.add(a, c)
    const t = f32x4.add(b, d)
    const u = f32x4.sub(a, c)
    const v = quarterTurn(f32x4.sub(b, d))
    storeColumns(to, 32, f32x4.add(s, t), f32x4.add(u, v), f32x4.sub(s, t), f32x4.sub(u, v))
  }
}

/** Transforms of length 8, for sizes that are no power of four. */
function firstStage8(bytes: usize, signal: usize, window: usize, to: usize): void {
  const leg = bytes >> 3
  for (const end = signal + leg; signal < end; signal += 16, window += 16, to += 128) {
    let x = signal
    let w = window
    let a = windowed(x, w)
    let b = windowed((x += leg), (w += leg))
    let c = windowed((x += leg), (w += leg))
    let d = windowed((x += leg), (w += leg))
    const e = windowed((x += leg), (w += leg))
    const f = windowed((x += leg), (w += leg))
    const g = windowed((x += leg), (w += leg))
    const h = windowed((x += leg), (w += leg))
    const ae = f32x4.add(a, e)
    const bf = f32x4.add(b, f)
    const cg = f32x4.add(c, g)
    const dh = f32x4.add(d, h)
    const s = f32x4.add(ae, cg)
    const t = f32x4.add(bf, dh)
    const u = f32x4.sub(ae, cg)
    const v = quarterTurn(f32x4.sub(bf, dh))
    a = f32x4.sub(a, e)
    b = f32x4.sub(b, f)
    c = quarterTurn(f32x4.sub(c, g))
    d = f32x4.sub(d, h)
    const k = f32x4.add(a, c)
    const m = f32x4.sub(a, c)
    const root = f32x4.splat(<f32>Math.SQRT1_2)
    const plus = quarterTurn(f32x4.add(b, d))
    const minus = f32x4.sub(b, d)
    const l = f32x4.mul(root, f32x4.add(plus, minus))
    const n = f32x4.mul(root, f32x4.sub(plus, minus))
    storeColumns(to, 64, f32x4.add(s, t), f32x4.add(k, l), f32x4.add(u, v), f32x4.add(m, n))
    storeColumns(to + 32, 64, f32x4.sub(s, t), f32x4.sub(k, l), f32x4.sub(u, v), f32x4.sub(m, n))
  }
}

function windowed(signal: usize, window: usize): v128 {
  return f32x4.mul(v128.load(signal), v128.load(window))
}

/** -i x of two complex numbers, their parts by turns. */
function quarterTurn(x: v128): v128 {
  return v128.xor(v128.shuffle<f32>(x, x, 1, 0, 3, 2), i32x4(0, 0x80000000, 0, 0x80000000))
}

/** Combines transforms of `run` bytes, a multiple of 32, by fours. */
function stage4(bytes: usize, run: usize, from: usize, twiddles: usize, to: usize): void {
  const leg = bytes >> 2
  for (const last = from + leg; from < last; to += 3 * run) {
    let w = twiddles
    for (const end = from + run; from < end; from += 32, to += 32, w += 96) {
      const ar = v128.load(from)
      const ai = v128.load(from, 16)
      let x = from + leg
      let r = v128.load(x)
      let i = v128.load(x, 16)
      const br = turnedReal(r, i, w)
      const bi = turnedImaginary(r, i, w)
      x += leg
      r = v128.load(x)
      i = v128.load(x, 16)
      const cr = turnedReal(r, i, w + 32)
      const ci = turnedImaginary(r, i, w + 32)
      x += leg
      r = v128.load(x)
      i = v128.load(x, 16)
      const dr = turnedReal(r, i, w + 64)
      const di = turnedImaginary(r, i, w + 64)
      const sr = f32x4.add(ar, cr)
      const si = f32x4.add(ai, ci)
      const tr = f32x4.add(br, dr)
      const ti = f32x4.add(bi, di)
      const ur = f32x4.sub(ar, cr)
      const ui = f32x4.sub(ai, ci)
      const vr = f32x4.sub(bi, di)
      const vi = f32x4.sub(dr, br)
      v128.store(to, f32x4.add(sr, tr))
      v128.store(to, f32x4.add(si, ti), 16)
      let y = to + run
      v128.store(y, f32x4.add(ur, vr))
      v128.store(y, f32x4.add(ui, vi), 16)
      y += run
      v128.store(y, f32x4.sub(sr, tr))
      v128.store(y, f32x4.sub(si, ti), 16)
      y += run
      v128.store(y, f32x4.sub(ur, vr))
      v128.store(y, f32x4.sub(ui, vi), 16)
    }
  }
}

function turnedReal(r: v128, i: v128, w: usize): v128 {
  return f32x4.sub(f32x4.mul(r, v128.load(w)), f32x4.mul(i, v128.load(w, 16)))
}

function turnedImaginary(r: v128, i: v128, w: usize): v128 {
  return f32x4.add(f32x4.mul(r, v128.load(w, 16)), f32x4.mul(i, v128.load(w)))
}
