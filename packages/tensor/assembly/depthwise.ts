import { ADD, RELU } from './flags'
import { madd } from './multiply-add'
import { endInside, firstInside } from './span'
import { storeSome } from './store-some'

// Depthwise convolution of any geometry, four columns of the result at a time. Images lie channels last: element (n, h, w, c) of x at
// n * xn + h * xh + w * xw + c * 4 bytes. Channels go four at a time: what pads their number to a multiple of four is read and written too,
// unless there are fewer than four.

/** y [N, outH, outW, C] = x [N, H, W, C] * taps [kh kw, C4] (+ bias [C4], unless it is 0). flags: 1 relu, last of all; 2 add to y. */
export function depthwise(
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
  taps: usize,
  y: usize,
  yn: i32,
  yh: i32,
  yw: i32,
  bias: usize,
  flags: i32,
): void {
  const next = ((C + 3) & ~3) * 4
  // Columns whose taps all lie within the image.
  const first = firstInside(-padW, strideW, outW)
  const end = endInside((kw - 1) * dilationW - padW, strideW, W, outW)
  for (let n = 0; n < N; n++) {
    for (let oh = 0; oh < outH; oh++) {
      const top = oh * strideH - padH
      const i = firstInside(top, dilationH, kh)
      const rows = endInside(top, dilationH, H, kh) - i
      const from = x + n * xn + (top + i * dilationH) * xh
      for (let c = 0; c < C * 4; c += 16) {
        const tap = taps + i * kw * next + c
        let to = y + n * yn + oh * yh + c
        for (let ow = 0; ow < outW;) {
          const left = ow * strideW - padW
          if (ow >= first && ow + 4 <= end) {
            const at = from + left * xw + c
            fourColumns(
              rows,
              kw,
              at,
              dilationH * xh,
              dilationW * xw,
              strideW * xw,
              tap,
              next,
              to,
              yw,
              bias ? bias + c : 0,
              flags,
              C,
            )
            ow += 4
            to += 4 * yw
          } else {
            const j = firstInside(left, dilationW, kw)
            const columns = endInside(left, dilationW, W, kw) - j
            const at = from + (left + j * dilationW) * xw + c
            column(
              rows,
              columns,
              kw,
              at,
              dilationH * xh,
              dilationW * xw,
              tap + j * next,
              next,
              to,
              bias ? bias + c : 0,
              flags,
              C,
            )
            ow++
            to += yw
          }
        }
      }
    }
  }
}

/** Four columns of the result, `yw` bytes apart, out of as many of x, `step` bytes apart, that lie under the first of kw taps in each row. */
function fourColumns(
  rows: i32,
  kw: i32,
  x: usize,
  rowStep: i32,
  tapStep: i32,
  step: i32,
  tap: usize,
  next: i32,
  y: usize,
  yw: i32,
  bias: usize,
  flags: i32,
  C: i32,
): void {
  let sum0 = f32x4.splat(0)
  let sum1 = f32x4.splat(0)
  let sum2 = f32x4.splat(0)
  let sum3 = f32x4.splat(0)
  for (; rows > 0; rows--, x += rowStep) {
    let p = x
    for (let j = kw; j > 0; j--, p += tapStep, tap += next) {
      const k = v128.load(tap)
      sum0 = madd(v128.load(p), k, sum0)
      sum1 = madd(v128.load(p + step), k, sum1)
      sum2 = madd(v128.load(p + 2 * step), k, sum2)
      sum3 = madd(v128.load(p + 3 * step), k, sum3)
    }
  }
  finish(y, sum0, bias, flags, C)
  finish(y + yw, sum1, bias, flags, C)
  finish(y + 2 * yw, sum2, bias, flags, C)
  finish(y + 3 * yw, sum3, bias, flags, C)
}

/** One column of the result, which sees `columns` of the kw taps of each row. */
function column(
  rows: i32,
  columns: i32,
  kw: i32,
  x: usize,
  rowStep: i32,
  tapStep: i32,
  tap: usize,
  next: i32,
  y: usize,
  bias: usize,
  flags: i32,
  C: i32,
): void {
  let sum = f32x4.splat(0)
  for (; rows > 0; rows--, x += rowStep, tap += kw * next) {
    for (let j = 0; j < columns; j++) sum = madd(v128.load(x + j * tapStep), v128.load(tap + j * next), sum)
  }
  finish(y, sum, bias, flags, C)
}

function finish(to: usize, sum: v128, bias: usize, flags: i32, C: i32): void {
  if (bias) sum = f32x4.add(sum, v128.load(bias))
  if (flags & ADD) sum = f32x4.add(sum, v128.load(to))
  put(to, flags & RELU ? f32x4.pmax(sum, f32x4.splat(0)) : sum, C)
}

/** Stores four channels of an image of C. */
export function put(to: usize, sum: v128, C: i32): void {
  if (C < 4) storeSome(to, sum, sum, C)
  else v128.store(to, sum)
}
