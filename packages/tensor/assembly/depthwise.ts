import { ADD, RELU } from './flags'
import { madd } from './multiply-add'
import { endInside, firstInside } from './span'
import { storeSome } from './store-some'

// Depthwise convolution of any geometry, tap by tap along the rows. Images lie channels last: element (n, h, w, c) of x at
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
  const zero = f32x4.splat(0)
  for (let n = 0; n < N; n++) {
    for (let oh = 0; oh < outH; oh++) {
      for (let c = 0; c < C * 4; c += 16) {
        const row = y + n * yn + oh * yh + c
        addTo(outW, row, yw, bias ? v128.load(bias + c) : zero, (flags & ADD) !== 0, C)
        for (let i = 0; i < kh; i++) {
          const h = oh * strideH - padH + i * dilationH
          if (h < 0 || h >= H) continue
          for (let j = 0; j < kw; j++) {
            const shift = j * dilationW - padW
            const first = firstInside(shift, strideW, outW)
            const count = endInside(shift, strideW, W, outW) - first
            const from = x + n * xn + h * xh + (first * strideW + shift) * xw + c
            addProducts(count, from, strideW * xw, v128.load(taps + (i * kw + j) * next + c), row + first * yw, yw, C)
          }
        }
        if (flags & RELU) relu(outW, row, yw, C)
      }
    }
  }
}

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
  const zero = f32x4.splat(0)
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < H; h++) {
      for (let c = 0; c < C * 4; c += 16) {
        const row = x + n * xn + h * xh + c
        addTo(W, row, xw, zero, (flags & ADD) !== 0, C)
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

/** `count` times to = start (+ what is there). */
function addTo(count: i32, to: usize, step: i32, start: v128, add: bool, C: i32): void {
  for (let i = 0; i < count; i++, to += step) put(to, add ? f32x4.add(start, v128.load(to)) : start, C)
}

/** `count` times to += from * tap. */
function addProducts(count: i32, from: usize, fromStep: i32, tap: v128, to: usize, toStep: i32, C: i32): void {
  for (let i = 0; i < count; i++, from += fromStep, to += toStep) {
    put(to, madd(v128.load(from), tap, v128.load(to)), C)
  }
}

function relu(count: i32, to: usize, step: i32, C: i32): void {
  for (let i = 0; i < count; i++, to += step) put(to, f32x4.pmax(v128.load(to), f32x4.splat(0)), C)
}

/** Stores four channels of an image of C. */
function put(to: usize, sum: v128, C: i32): void {
  if (C < 4) storeSome(to, sum, sum, C)
  else v128.store(to, sum)
}
