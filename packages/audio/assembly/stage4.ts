import { productImaginary, productReal } from './complex-product'

/**
 * Splits transforms, the numbers of which lie `run` bytes apart, into four each. `w` is 0 in a last stage, where all
 * twiddle factors are 1.
 */
export function stage4(plane: usize, run: usize, from: usize, w: usize, to: usize): void {
  const leg = plane >> 2
  for (const last = from + leg; from < last; to += 3 * run, w += 24) {
    for (const end = from + run; from < end; from += 16, to += 16) {
      const ar = v128.load(from)
      const ai = v128.load(from + plane)
      let x = from + leg
      const br = v128.load(x)
      const bi = v128.load(x + plane)
      x += leg
      const cr = v128.load(x)
      const ci = v128.load(x + plane)
      x += leg
      const dr = v128.load(x)
      const di = v128.load(x + plane)
      const sr = f32x4.add(ar, cr)
      const si = f32x4.add(ai, ci)
      const tr = f32x4.add(br, dr)
      const ti = f32x4.add(bi, di)
      const ur = f32x4.sub(ar, cr)
      const ui = f32x4.sub(ai, ci)
      const vr = f32x4.sub(bi, di)
      const vi = f32x4.sub(dr, br)
      v128.store(to, f32x4.add(sr, tr))
      v128.store(to + plane, f32x4.add(si, ti))
      if (w) {
        storeTimes(f32x4.add(ur, vr), f32x4.add(ui, vi), w, to + run, plane)
        storeTimes(f32x4.sub(sr, tr), f32x4.sub(si, ti), w + 8, to + 2 * run, plane)
        storeTimes(f32x4.sub(ur, vr), f32x4.sub(ui, vi), w + 16, to + 3 * run, plane)
      } else {
        let y = to + run
        v128.store(y, f32x4.add(ur, vr))
        v128.store(y + plane, f32x4.add(ui, vi))
        y += run
        v128.store(y, f32x4.sub(sr, tr))
        v128.store(y + plane, f32x4.sub(si, ti))
        y += run
        v128.store(y, f32x4.sub(ur, vr))
        v128.store(y + plane, f32x4.sub(ui, vi))
      }
    }
  }
}

/** Stores numbers r + i sqrt(-1) times the factor at `w`. */
function storeTimes(r: v128, i: v128, w: usize, to: usize, plane: usize): void {
  const c = v128.load32_splat(w)
  const s = v128.load32_splat(w, 4)
  v128.store(to, productReal(r, i, c, s))
  v128.store(to + plane, productImaginary(r, i, c, s))
}
