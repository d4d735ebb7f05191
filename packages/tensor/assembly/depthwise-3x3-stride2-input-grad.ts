import { ADD } from './flags'
import { madd } from './multiply-add'

/**
 * x = the gradient of `depthwise3x3Stride2` by its input: x [N, H, W, C], C at least 4, g [N, outH, outW, C] the gradient by the result,
 * outH = ceil(H / 2), outW = ceil(W / 2), taps [9, C4] as forward. flags: 2 add to x. Below the last row of g a tap counts as zero.
 */
export function depthwise3x3Stride2InputGrad(
  N: i32,
  H: i32,
  W: i32,
  outH: i32,
  outW: i32,
  C: i32,
  g: usize,
  gn: i32,
  gh: i32,
  gw: i32,
  taps: usize,
  x: usize,
  xn: i32,
  xh: i32,
  xw: i32,
  flags: i32,
): void {
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < outH; h++) {
      const upper = g + n * gn + h * gh
      const even = x + n * xn + 2 * h * xh
      evenRow(W, outW, C, upper, gw, taps, even, xw, (flags & ADD) !== 0)
      if (2 * h + 1 < H)
        oddRow(W, outW, C, upper, h + 1 < outH ? upper + gh : 0, gw, taps, even + xh, xw, (flags & ADD) !== 0)
    }
  }
}

/** Row 2h of x, which only the middle taps of row h saw. */
function evenRow(W: i32, outW: i32, C: i32, g: usize, gw: i32, taps: usize, x: usize, xw: i32, add: bool): void {
  const next = ((C + 3) & ~3) * 4
  for (let c = 0; c < C * 4; c += 16) {
    const tap = taps + c
    const k3 = v128.load(tap + 3 * next)
    const k4 = v128.load(tap + 4 * next)
    const k5 = v128.load(tap + 5 * next)
    let p = g + c
    let to = x + c
    let v = v128.load(p)
    for (let w = 0; w < outW; w++) {
      put(to, f32x4.mul(v, k4), add)
      const seen = f32x4.mul(v, k5)
      p += gw
      v = w < outW - 1 ? v128.load(p) : f32x4.splat(0)
      if (2 * w + 1 < W) put(to + xw, madd(v, k3, seen), add)
      to += 2 * xw
    }
  }
}

/** Row 2h + 1 of x, seen by the lower taps of row h and the upper taps of the row below it, of which there is none where it is 0. */
function oddRow(
  W: i32,
  outW: i32,
  C: i32,
  upper: usize,
  lower: usize,
  gw: i32,
  taps: usize,
  x: usize,
  xw: i32,
  add: bool,
): void {
  const next = ((C + 3) & ~3) * 4
  const zero = f32x4.splat(0)
  for (let c = 0; c < C * 4; c += 16) {
    const tap = taps + c
    const k0 = lower ? v128.load(tap) : zero
    const k1 = lower ? v128.load(tap + next) : zero
    const k2 = lower ? v128.load(tap + 2 * next) : zero
    const k6 = v128.load(tap + 6 * next)
    const k7 = v128.load(tap + 7 * next)
    const k8 = v128.load(tap + 8 * next)
    let p0 = upper + c
    let p1 = (lower ? lower : upper) + c
    let to = x + c
    let v0 = v128.load(p0)
    let v1 = v128.load(p1)
    for (let w = 0; w < outW; w++) {
      put(to, madd(v1, k1, f32x4.mul(v0, k7)), add)
      const seen = madd(v1, k2, f32x4.mul(v0, k8))
      p0 += gw
      p1 += gw
      v0 = w < outW - 1 ? v128.load(p0) : zero
      v1 = w < outW - 1 ? v128.load(p1) : zero
      if (2 * w + 1 < W) put(to + xw, madd(v1, k0, madd(v0, k6, seen)), add)
      to += 2 * xw
    }
  }
}

function put(to: usize, sum: v128, add: bool): void {
  v128.store(to, add ? f32x4.add(sum, v128.load(to)) : sum)
}
