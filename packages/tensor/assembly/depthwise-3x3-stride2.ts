import { ADD, RELU } from './flags'
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
  const least = flags & RELU ? zero : f32x4.splat(-Infinity)
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
    const start = bias ? v128.load(bias + c) : zero
    let p0 = (above ? above : middle) + c
    let p1 = middle + c
    let p2 = (below ? below : middle) + c
    let to = y + c
    // What the column left of the two at hand gives.
    let left = start
    for (let w = 0; w < outW; w++) {
      let sum = madd(v128.load(p2), k7, madd(v128.load(p1), k4, madd(v128.load(p0), k1, left)))
      if (2 * w + 1 < W) {
        const v0 = v128.load(p0 + xw)
        const v1 = v128.load(p1 + xw)
        const v2 = v128.load(p2 + xw)
        sum = madd(v2, k8, madd(v1, k5, madd(v0, k2, sum)))
        left = madd(v2, k6, madd(v1, k3, madd(v0, k0, start)))
      }
      if (flags & ADD) sum = f32x4.add(sum, v128.load(to))
      v128.store(to, f32x4.pmax(sum, least))
      to += yw
      p0 += 2 * xw
      p1 += 2 * xw
      p2 += 2 * xw
    }
  }
}
