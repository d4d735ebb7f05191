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
  for (let n = 0; n < N; n++) {
    for (let oh = 0; oh < outH; oh++) {
      for (let c = 0; c < C * 4; c += 16) {
        for (let i = 0; i < kh; i++) {
          const h = oh * strideH - padH + i * dilationH
          if (h < 0 || h >= H) continue
          for (let j = 0; j < kw; j++) {
            const shift = j * dilationW - padW
            const first = firstInside(shift, strideW, outW)
            const count = endInside(shift, strideW, W, outW) - first
            const from = x + n * xn + h * xh + (first * strideW + shift) * xw + c
            const sum = dot(count, from, strideW * xw, g + n * gn + oh * gh + first * gw + c, gw)
            const to = taps + (i * kw + j) * next + c
            v128.store(to, f32x4.add(v128.load(to), sum))
          }
        }
      }
    }
  }
}

/** The sum of `count` products, of four channels each. */
function dot(count: i32, a: usize, aStep: i32, b: usize, bStep: i32): v128 {
  let sum = f32x4.splat(0)
  for (let i = 0; i < count; i++, a += aStep, b += bStep) sum = madd(v128.load(a), v128.load(b), sum)
  return sum
}
