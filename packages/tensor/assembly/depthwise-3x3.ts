import { ADD, RELU } from './flags'
import { madd } from './multiply-add'

// Depthwise 3x3 convolution of channels-last images: element (n, h, w, c) of x at n * xn + h * xh + w * xw + c * 4 bytes. Channels go four
// at a time: what pads their number to a multiple of four is read and written too.

/**
 * y = x * taps (+ bias [C4], unless it is 0), stride 1, padding 1: x and y [N, H, W, C], C at least 4, taps [9, C4]. flags: 1 relu, last
 * of all; 2 add to y. With turned taps it is its own gradient by x. Beyond the first and the last row a tap counts as zero rather than not
 * at all: an infinity under it makes NaN.
 */
export function depthwise3x3(
  N: i32,
  H: i32,
  W: i32,
  C: i32,
  x: usize,
  xn: i32,
  xh: i32,
  xw: i32,
  taps: usize,
  y: usize,
  yn: i32,
  yh: i32,
  yw: i32,
  bias: usize,
  flags: i32,
): void {
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < H; h++) {
      const middle = x + n * xn + h * xh
      const above = h > 0 ? middle - xh : 0
      const below = h < H - 1 ? middle + xh : 0
      row(W, C, above, middle, below, xw, taps, y + n * yn + h * yh, yw, bias, flags)
    }
  }
}

/** One row of the result out of three rows of x; 0 in place of a row means none. */
function row(
  W: i32,
  C: i32,
  above: usize,
  middle: usize,
  below: usize,
  xw: i32,
  taps: usize,
  y: usize,
  yw: i32,
  bias: usize,
  flags: i32,
): void {
  const next = ((C + 3) & ~3) * 4
  const zero = f32x4.splat(0)
  const last = (W - 1) * yw
  const special = bias !== 0 || flags !== 0
  for (let c = 0; c < C * 4; c += 16) {
    const tap = taps + c
    const k0 = above ? v128.load(tap) : zero
    const k1 = above ? v128.load(tap + next) : zero
    const k2 = above ? v128.load(tap + 2 * next) : zero
    const k3 = v128.load(tap + 3 * next)
    const k4 = v128.load(tap + 4 * next)
    const k5 = v128.load(tap + 5 * next)
    const k6 = below ? v128.load(tap + 6 * next) : zero
    const k7 = below ? v128.load(tap + 7 * next) : zero
    const k8 = below ? v128.load(tap + 8 * next) : zero
    let p0 = (above ? above : middle) + c
    let p1 = middle + c
    let p2 = (below ? below : middle) + c
    let to = y + c
    const end = to + last
    let v0 = v128.load(p0)
    let v1 = v128.load(p1)
    let v2 = v128.load(p2)
    // Each column of x ends the sum of the result's column before it, goes on with that at it, and begins that after it.
    let before = madd(v2, k7, madd(v1, k4, f32x4.mul(v0, k1)))
    let here = madd(v2, k6, madd(v1, k3, f32x4.mul(v0, k0)))
    while (to !== end) {
      p0 += xw
      p1 += xw
      p2 += xw
      v0 = v128.load(p0)
      v1 = v128.load(p1)
      v2 = v128.load(p2)
      let sum = madd(v2, k8, madd(v1, k5, madd(v0, k2, before)))
      before = madd(v2, k7, madd(v1, k4, madd(v0, k1, here)))
      here = madd(v2, k6, madd(v1, k3, f32x4.mul(v0, k0)))
      if (special) sum = finish(sum, to, bias, c, flags)
      v128.store(to, sum)
      to += yw
    }
    if (special) before = finish(before, to, bias, c, flags)
    v128.store(to, before)
  }
}

/** What comes after the sum at `to`. Asked of each sum by a jump, it takes no registers from those who need none of it. */
export function finish(sum: v128, to: usize, bias: usize, c: i32, flags: i32): v128 {
  if (bias) sum = f32x4.add(sum, v128.load(bias + c))
  if (flags & ADD) sum = f32x4.add(sum, v128.load(to))
  return flags & RELU ? f32x4.pmax(sum, f32x4.splat(0)) : sum
}
