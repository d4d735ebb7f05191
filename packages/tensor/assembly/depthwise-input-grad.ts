import { put } from './depthwise'
import { ADD } from './flags'
import { madd } from './multiply-add'
import { endInside, firstInside } from './span'

/** x [N, H, W, C] = the gradient of `depthwise` by its input, g [N, outH, outW, C] being that by its result. flags: 2 add to x. */
export function depthwiseInputGrad(
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
  const next = ((C + 3) & ~3) * 4
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < H; h++) {
      for (let c = 0; c < C * 4; c += 16) {
        const row = x + n * xn + h * xh + c
        if (!(flags & ADD)) clear(W, row, xw, C)
        for (let i = 0; i < kh; i++) {
          const down = h + padH - i * dilationH
          const oh = down / strideH
          if (down < 0 || down % strideH || oh >= outH) continue
          for (let j = 0; j < kw; j++) {
            const shift = j * dilationW - padW
            const first = firstInside(shift, strideW, outW)
            const count = endInside(shift, strideW, W, outW) - first
            const to = row + (first * strideW + shift) * xw
            const from = g + n * gn + oh * gh + first * gw + c
            addProducts(count, from, gw, v128.load(taps + (i * kw + j) * next + c), to, strideW * xw, C)
          }
        }
      }
    }
  }
}

function clear(count: i32, to: usize, step: i32, C: i32): void {
  for (let i = 0; i < count; i++, to += step) put(to, f32x4.splat(0), C)
}

/** `count` times to += from * tap. */
function addProducts(count: i32, from: usize, fromStep: i32, tap: v128, to: usize, toStep: i32, C: i32): void {
  for (let i = 0; i < count; i++, from += fromStep, to += toStep) {
    put(to, madd(v128.load(from), tap, v128.load(to)), C)
  }
}
