import { finish } from './depthwise-3x3'
import { madd } from './multiply-add'

/**
 * y = x * taps (+ bias [C4], unless it is 0), stride 2, padding 1: x [N, H, W, C], C at least 4, taps [9, C4], y [N, outH, outW, C] with
 * outH = ceil(H / 2), outW = ceil(W / 2). flags: 1 relu, last of all; 2 add to y. Beyond the first and the last row a tap counts as zero
 * rather than not at all: an infinity under it makes NaN.
 */
export function depthwise3x3Stride2(
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
  taps: usize,
  y: usize,
  yn: i32,
  yh: i32,
  yw: i32,
  bias: usize,
  flags: i32,
): void {
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < outH; h++) {
      const middle = x + n * xn + 2 * h * xh
      const above = h > 0 ? middle - xh : 0
      const below = 2 * h + 1 < H ? middle + xh : 0
      row(W, outW, C, above, middle, below, xw, taps, y + n * yn + h * yh, yw, bias, flags)
    }
  }
}

/** One row of the result out of three rows of x; 0 in place of a row means none. */
function row(
  W: i32,
  outW: i32,
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
    const end = to + (outW - 1) * yw
    let v0 = v128.load(p0)
    let v1 = v128.load(p1)
    let v2 = v128.load(p2)
    let sum = madd(v2, k7, madd(v1, k4, f32x4.mul(v0, k1)))
    while (to !== end) {
      p0 += xw
      p1 += xw
      p2 += xw
      // The column between two results ends the one and begins the other.
      v0 = v128.load(p0)
      v1 = v128.load(p1)
      v2 = v128.load(p2)
      sum = madd(v2, k8, madd(v1, k5, madd(v0, k2, sum)))
      if (special) sum = finish(sum, to, bias, c, flags)
      v128.store(to, sum)
      p0 += xw
      p1 += xw
      p2 += xw
      sum = madd(v2, k6, madd(v1, k3, f32x4.mul(v0, k0)))
      sum = madd(v128.load(p2), k7, madd(v128.load(p1), k4, madd(v128.load(p0), k1, sum)))
      to += yw
    }
    if (2 * outW <= W) {
      sum = madd(v128.load(p2 + xw), k8, madd(v128.load(p1 + xw), k5, madd(v128.load(p0 + xw), k2, sum)))
    }
    if (special) sum = finish(sum, to, bias, c, flags)
    v128.store(to, sum)
  }
}
