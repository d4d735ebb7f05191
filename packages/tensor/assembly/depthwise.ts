import { ADD, finish } from './depthwise-finish'
import { madd } from './multiply-add'
import { storeSome } from './store-some'

// Depthwise convolution of any geometry. Images lie channels last: element (n, h, w, c) of x at n * xn + h * xh + w * xw + c * 4 bytes.
// Channels go four at a time: what pads their number to a multiple of four is read and written too, unless there are fewer than four.

/**
 * y [N, outH, outW, C] = x [N, H, W, C] * taps [kh kw, C4] (+ bias [C4], unless it is 0). flags: 1 relu, last of all; 2 add to y.
 */
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
  for (let n = 0; n < N; n++) {
    for (let oh = 0; oh < outH; oh++) {
      for (let ow = 0; ow < outW; ow++) {
        const to = y + n * yn + oh * yh + ow * yw
        for (let c = 0; c < C; c += 4) {
          let sum = f32x4.splat(0)
          for (let i = 0; i < kh; i++) {
            const h = oh * strideH - padH + i * dilationH
            if (h < 0 || h >= H) continue
            for (let j = 0; j < kw; j++) {
              const w = ow * strideW - padW + j * dilationW
              if (w < 0 || w >= W) continue
              const tap = v128.load(taps + (i * kw + j) * next + c * 4)
              sum = madd(v128.load(x + n * xn + h * xh + w * xw + c * 4), tap, sum)
            }
          }
          storeStrip(to + c * 4, finish(sum, to + c * 4, bias ? bias + c * 4 : 0, flags), C)
        }
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
  for (let n = 0; n < N; n++) {
    for (let h = 0; h < H; h++) {
      for (let w = 0; w < W; w++) {
        const to = x + n * xn + h * xh + w * xw
        for (let c = 0; c < C; c += 4) {
          let sum = f32x4.splat(0)
          for (let i = 0; i < kh; i++) {
            const down = h + padH - i * dilationH
            if (down < 0 || down % strideH || down / strideH >= outH) continue
            for (let j = 0; j < kw; j++) {
              const right = w + padW - j * dilationW
              if (right < 0 || right % strideW || right / strideW >= outW) continue
              const from = g + n * gn + (down / strideH) * gh + (right / strideW) * gw
              sum = madd(v128.load(from + c * 4), v128.load(taps + (i * kw + j) * next + c * 4), sum)
            }
          }
          storeStrip(to + c * 4, finish(sum, to + c * 4, 0, flags & ADD), C)
        }
      }
    }
  }
}

/** taps [kh kw, C4] += the gradient of `depthwise` by its taps; row by row, so that float32 sums stay short. */
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
  for (let n = 0; n < N; n++) {
    for (let oh = 0; oh < outH; oh++) {
      for (let i = 0; i < kh; i++) {
        const h = oh * strideH - padH + i * dilationH
        if (h < 0 || h >= H) continue
        for (let j = 0; j < kw; j++) {
          for (let c = 0; c < C * 4; c += 16) {
            let sum = f32x4.splat(0)
            for (let ow = 0; ow < outW; ow++) {
              const w = ow * strideW - padW + j * dilationW
              if (w < 0 || w >= W) continue
              sum = madd(
                v128.load(x + n * xn + h * xh + w * xw + c),
                v128.load(g + n * gn + oh * gh + ow * gw + c),
                sum,
              )
            }
            const to = taps + (i * kw + j) * next + c
            v128.store(to, f32x4.add(v128.load(to), sum))
          }
        }
      }
    }
  }
}

/** Stores the channels of one strip of four, of an image of C. */
function storeStrip(to: usize, sum: v128, C: i32): void {
  if (C < 4) storeSome(to, sum, sum, C)
  else v128.store(to, sum)
}
