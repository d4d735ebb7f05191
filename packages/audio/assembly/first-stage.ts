import { productImaginary, productReal } from './complex-product'
import { evenLanes, oddLanes } from './lanes'

/**
 * Splits transforms by eights. In `signal` each imaginary part follows its real part. `window` is 0 where there is
 * none.
 */
export function firstStage(plane: usize, signal: usize, window: usize, w: usize, to: usize): void {
  const leg = plane >> 2
  for (const end = signal + leg; signal < end; signal += 16, w += 128, to += 64) {
    let x = signal
    let a = v128.load(x)
    let b = v128.load((x += leg))
    let c = v128.load((x += leg))
    let d = v128.load((x += leg))
    let e = v128.load((x += leg))
    let f = v128.load((x += leg))
    let g = v128.load((x += leg))
    let h = v128.load((x += leg))
    if (window) {
      x = window
      a = f32x4.mul(a, v128.load(x))
      b = f32x4.mul(b, v128.load((x += leg)))
      c = f32x4.mul(c, v128.load((x += leg)))
      d = f32x4.mul(d, v128.load((x += leg)))
      e = f32x4.mul(e, v128.load((x += leg)))
      f = f32x4.mul(f, v128.load((x += leg)))
      g = f32x4.mul(g, v128.load((x += leg)))
      h = f32x4.mul(h, v128.load((x += leg)))
      window += 16
    }
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
    storeProducts(f32x4.add(s, t), f32x4.add(k, l), w, to, plane)
    storeProducts(f32x4.add(u, v), f32x4.add(m, n), w + 32, to + 16, plane)
    storeProducts(f32x4.sub(s, t), f32x4.sub(k, l), w + 64, to + 32, plane)
    storeProducts(f32x4.sub(u, v), f32x4.sub(m, n), w + 96, to + 48, plane)
  }
}

/** Stores two numbers of the even ones' transform and two of the odd ones', times twiddle factors. */
function storeProducts(a: v128, b: v128, w: usize, to: usize, plane: usize): void {
  const r = evenLanes(a, b)
  const i = oddLanes(a, b)
  const c = v128.load(w)
  const s = v128.load(w, 16)
  v128.store(to, productReal(r, i, c, s))
  v128.store(to + plane, productImaginary(r, i, c, s))
}

/** -i x of two complex numbers, their parts by turns. */
function quarterTurn(x: v128): v128 {
  return v128.xor(v128.shuffle<f32>(x, x, 1, 0, 3, 2), i32x4(0, 0x80000000, 0, 0x80000000))
}
