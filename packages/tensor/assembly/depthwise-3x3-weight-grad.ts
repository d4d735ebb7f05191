import { madd } from './multiply-add'
import { prefetch, rowStart } from './prefetch'

/**
 * taps [9, C4] += the gradient of `depthwise3x3` by its taps: x, g [N, H, W, C], g being the gradient by the result. Summed in registers
 * along a row, then added to memory, so that float32 sums stay short.
 */
export function depthwise3x3WeightGrad(
  N: i32,
  H: i32,
  W: i32,
  C: i32,
  x: usize,
  xn: i32,
  xh: i32,
  xw: i32,
  g: usize,
  gn: i32,
  gh: i32,
  gw: i32,
  taps: usize,
): void {
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < H; h++) {
      const middle = x + n * xn + h * xh
      const above = h > 0 ? middle - xh : 0
      const below = h < H - 1 ? middle + xh : 0
      const gradients = g + n * gn + h * gh
      const ahead = rowStart(middle + (min(h + 2, H - 1) - h) * xh, W, xw)
      row(W, C, above, middle, below, xw, gradients, gw, ahead, taps)
    }
  }
}

/** What one row of g adds to the taps; 0 in place of a row of x means none. x is wanted next at `ahead`. */
function row(
  W: i32,
  C: i32,
  above: usize,
  middle: usize,
  below: usize,
  xw: i32,
  g: usize,
  gw: i32,
  ahead: usize,
  taps: usize,
): void {
  const next = ((C + 3) & ~3) * 4
  const zero = f32x4.splat(0)
  for (let c = 0; c < C * 4; c += 16) {
    let k0 = zero
    let k1 = zero
    let k2 = zero
    let k3 = zero
    let k4 = zero
    let k5 = zero
    let k6 = zero
    let k7 = zero
    let k8 = zero
    let p0 = (above ? above : middle) + c
    let p1 = middle + c
    let p2 = (below ? below : middle) + c
    let q = g + c
    // Each column of x meets the gradients before, at and after it, and is read while the one before it is worked on.
    let before = zero
    let here = v128.load(q)
    let v0 = v128.load(p0)
    let v1 = v128.load(p1)
    let v2 = v128.load(p2)
    for (let w = 1; w < W; w++) {
      prefetch(ahead)
      ahead += 16
      q += gw
      const after = v128.load(q)
      k0 = madd(v0, after, k0)
      k1 = madd(v0, here, k1)
      k2 = madd(v0, before, k2)
      k3 = madd(v1, after, k3)
      k4 = madd(v1, here, k4)
      k5 = madd(v1, before, k5)
      k6 = madd(v2, after, k6)
      k7 = madd(v2, here, k7)
      k8 = madd(v2, before, k8)
      before = here
      here = after
      p0 += xw
      p1 += xw
      p2 += xw
      v0 = v128.load(p0)
      v1 = v128.load(p1)
      v2 = v128.load(p2)
    }
    k1 = madd(v0, here, k1)
    k2 = madd(v0, before, k2)
    k4 = madd(v1, here, k4)
    k5 = madd(v1, before, k5)
    k7 = madd(v2, here, k7)
    k8 = madd(v2, before, k8)
    const tap = taps + c
    if (above) addThree(tap, next, k0, k1, k2)
    addThree(tap + 3 * next, next, k3, k4, k5)
    if (below) addThree(tap + 6 * next, next, k6, k7, k8)
  }
}

/** Adds to three taps that lie `next` bytes apart. */
export function addThree(tap: usize, next: i32, a: v128, b: v128, c: v128): void {
  v128.store(tap, f32x4.add(v128.load(tap), a))
  v128.store(tap + next, f32x4.add(v128.load(tap + next), b))
  v128.store(tap + 2 * next, f32x4.add(v128.load(tap + 2 * next), c))
}
