import { madd } from './multiply-add'
import { endInside, firstInside } from './span'

/**
 * taps [kh kw, C4] += the gradient of `depthwise` by its taps: x [N, H, W, C], g [N, outH, outW, C] the gradient by the result. Summed row
 * by row, so that float32 sums stay short.
 */
export function depthwiseWeightGrad(
  N: i32,
  H: i32,
  W: i32,
  outH: i32,
  outW: i32,
  C: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  padH: i32,
  padW: i32,
  dilationH: i32,
  dilationW: i32,
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
  const next = ((C + 3) & ~3) * 4
  // Columns whose taps all lie within the image.
  const first = firstInside(-padW, strideW, outW)
  const end = max(first, endInside((kw - 1) * dilationW - padW, strideW, W, outW))
  for (let n = 0; n < N; n++) {
    for (let oh = 0; oh < outH; oh++) {
      const top = oh * strideH - padH
      const i = firstInside(top, dilationH, kh)
      const rows = endInside(top, dilationH, H, kh) - i
      const from = x + n * xn + (top + i * dilationH) * xh
      for (let c = 0; c < C * 4; c += 16) {
        const q = g + n * gn + oh * gh + c
        const to = taps + i * kw * next + c
        for (let tap = 0; tap < rows * kw; tap += 5) {
          const at = from + (first * strideW - padW) * xw + c
          const count = min(5, rows * kw - tap)
          fiveTaps(
            end - first,
            tap,
            count,
            kw,
            at,
            dilationH * xh,
            dilationW * xw,
            strideW * xw,
            q + first * gw,
            gw,
            to,
            next,
          )
        }
        for (let ow = 0; ow < outW; ow++) {
          if (ow === first) ow = end
          if (ow === outW) break
          const left = ow * strideW - padW
          const j = firstInside(left, dilationW, kw)
          const columns = endInside(left, dilationW, W, kw) - j
          const at = from + (left + j * dilationW) * xw + c
          column(rows, columns, kw, at, dilationH * xh, dilationW * xw, v128.load(q + ow * gw), to + j * next, next)
        }
      }
    }
  }
}

/**
 * What `columns` of g, each with the pixel of x `step` bytes further, add to `count` of five taps from the `tap`-th on; x is where the first
 * of all taps meets the first column. In place of a missing tap the last is summed again.
 */
function fiveTaps(
  columns: i32,
  tap: i32,
  count: i32,
  kw: i32,
  x: usize,
  rowStep: i32,
  tapStep: i32,
  step: i32,
  g: usize,
  gw: i32,
  taps: usize,
  next: i32,
): void {
  const last = tap + count - 1
  let p0 = x + offset(tap, kw, rowStep, tapStep)
  let p1 = x + offset(min(tap + 1, last), kw, rowStep, tapStep)
  let p2 = x + offset(min(tap + 2, last), kw, rowStep, tapStep)
  let p3 = x + offset(min(tap + 3, last), kw, rowStep, tapStep)
  let p4 = x + offset(last, kw, rowStep, tapStep)
  let sum0 = f32x4.splat(0)
  let sum1 = f32x4.splat(0)
  let sum2 = f32x4.splat(0)
  let sum3 = f32x4.splat(0)
  let sum4 = f32x4.splat(0)
  for (; columns > 0; columns--) {
    const v = v128.load(g)
    sum0 = madd(v128.load(p0), v, sum0)
    sum1 = madd(v128.load(p1), v, sum1)
    sum2 = madd(v128.load(p2), v, sum2)
    sum3 = madd(v128.load(p3), v, sum3)
    sum4 = madd(v128.load(p4), v, sum4)
    g += gw
    p0 += step
    p1 += step
    p2 += step
    p3 += step
    p4 += step
  }
  taps += tap * next
  add(taps, sum0)
  if (count > 1) add(taps + next, sum1)
  if (count > 2) add(taps + 2 * next, sum2)
  if (count > 3) add(taps + 3 * next, sum3)
  if (count > 4) add(taps + 4 * next, sum4)
}

/** Bytes from the first pixel that the taps see to that of one of them. */
function offset(tap: i32, kw: i32, rowStep: i32, tapStep: i32): i32 {
  return (tap / kw) * rowStep + (tap % kw) * tapStep
}

/** What one column of g adds to those taps, `columns` of kw in each row, that see the image there. */
function column(
  rows: i32,
  columns: i32,
  kw: i32,
  x: usize,
  rowStep: i32,
  tapStep: i32,
  g: v128,
  tap: usize,
  next: i32,
): void {
  for (; rows > 0; rows--, x += rowStep, tap += kw * next) {
    for (let j = 0; j < columns; j++) add(tap + j * next, f32x4.mul(v128.load(x + j * tapStep), g))
  }
}

function add(to: usize, v: v128): void {
  v128.store(to, f32x4.add(v128.load(to), v))
}
