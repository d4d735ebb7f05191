import { addThree } from './depthwise-3x3-weight-grad'
import { madd } from './multiply-add'
import { prefetch, rowStart } from './prefetch'

/**
 * taps [9, C4] += the gradient of `depthwise3x3Stride2` by its taps: x [N, H, W, C], g [N, outH, outW, C] the gradient by the result.
 * Summed in registers along a row, then added to memory.
 */
export function depthwise3x3Stride2WeightGrad(
  N: i32,
  H: i32,
  W: i32,
  outH: i32,
  outW: i32,
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
    for (let h = 0; h < outH; h++) {
      const middle = x + n * xn + 2 * h * xh
      const above = h > 0 ? middle - xh : 0
      const below = 2 * h + 1 < H ? middle + xh : 0
      const more = 2 * h + 3 < H
      const ahead = more ? rowStart(middle + (xh < 0 ? 3 : 2) * xh, W, xw) : middle
      row(W, outW, C, above, middle, below, xw, g + n * gn + h * gh, gw, ahead, more ? 64 : 0, taps)
    }
  }
}

/**
 * What one row of g adds to the taps; 0 in place of a row of x means none. The next two rows of x are read ahead from `ahead` on, by
 * `step` bytes.
 */
function row(
  W: i32,
  outW: i32,
  C: i32,
  above: usize,
  middle: usize,
  below: usize,
  xw: i32,
  g: usize,
  gw: i32,
  ahead: usize,
  step: i32,
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
    const x0 = (above ? above : middle) + c
    const x1 = middle + c
    const x2 = (below ? below : middle) + c
    // The columns of x under the middle taps, then those between them: both at once need more registers than there are.
    let p0 = x0
    let p1 = x1
    let p2 = x2
    let q = g + c
    for (let w = 0; w < outW; w++) {
      const here = v128.load(q)
      k1 = madd(v128.load(p0), here, k1)
      k4 = madd(v128.load(p1), here, k4)
      k7 = madd(v128.load(p2), here, k7)
      p0 += 2 * xw
      p1 += 2 * xw
      p2 += 2 * xw
      q += gw
    }
    p0 = x0 + xw
    p1 = x1 + xw
    p2 = x2 + xw
    q = g + c
    let here = v128.load(q)
    for (let w = 1; w < outW; w++) {
      prefetch(ahead)
      ahead += step
      q += gw
      const v0 = v128.load(p0)
      const v1 = v128.load(p1)
      const v2 = v128.load(p2)
      const after = v128.load(q)
      k0 = madd(v0, after, k0)
      k2 = madd(v0, here, k2)
      k3 = madd(v1, after, k3)
      k5 = madd(v1, here, k5)
      k6 = madd(v2, after, k6)
      k8 = madd(v2, here, k8)
      here = after
      p0 += 2 * xw
      p1 += 2 * xw
      p2 += 2 * xw
    }
    if (2 * outW <= W) {
      k2 = madd(v128.load(p0), here, k2)
      k5 = madd(v128.load(p1), here, k5)
      k8 = madd(v128.load(p2), here, k8)
    }
    const tap = taps + c
    if (above) addThree(tap, next, k0, k1, k2)
    addThree(tap + 3 * next, next, k3, k4, k5)
    if (below) addThree(tap + 6 * next, next, k6, k7, k8)
  }
}
