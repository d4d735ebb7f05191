import { endInside, firstInside } from './span'

// One row of a convolution's result as a matrix product: what the taps of each of its pixels see, as a matrix [outW, C kh kw] whose columns
// are ordered as the weight [O, C, kh, kw] is. x is one image, channels last: element (h, w, c) at h * xh + w * xw + c * 4 bytes.

/** Writes the matrix of row `row` of the result; zeros where a tap falls on the padding. */
export function imageToColumns(
  H: i32,
  W: i32,
  C: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  padH: i32,
  padW: i32,
  dilationH: i32,
  dilationW: i32,
  outW: i32,
  row: i32,
  x: usize,
  xh: i32,
  xw: i32,
  to: usize,
): void {
  const next = C * kh * kw * 4
  for (let c = 0; c < C; c++, x += 4) {
    for (let i = 0; i < kh; i++) {
      const h = row * strideH - padH + i * dilationH
      const inside = h >= 0 && h < H
      for (let j = 0; j < kw; j++, to += 4) {
        const shift = j * dilationW - padW
        const first = inside ? firstInside(shift, strideW, outW) : outW
        const end = max(first, endInside(shift, strideW, W, outW))
        let p = x + h * xh + (first * strideW + shift) * xw
        let q = to
        for (let w = 0; w < first; w++, q += next) store<f32>(q, 0)
        for (let w = first; w < end; w++, q += next, p += strideW * xw) store<f32>(q, load<f32>(p))
        for (let w = end; w < outW; w++, q += next) store<f32>(q, 0)
      }
    }
  }
}

/** Adds the matrix of row `row` back to the pixels that it came from: the gradient of `imageToColumns`. */
export function columnsToImage(
  H: i32,
  W: i32,
  C: i32,
  kh: i32,
  kw: i32,
  strideH: i32,
  strideW: i32,
  padH: i32,
  padW: i32,
  dilationH: i32,
  dilationW: i32,
  outW: i32,
  row: i32,
  x: usize,
  xh: i32,
  xw: i32,
  from: usize,
): void {
  const next = C * kh * kw * 4
  for (let c = 0; c < C; c++, x += 4) {
    for (let i = 0; i < kh; i++) {
      const h = row * strideH - padH + i * dilationH
      for (let j = 0; j < kw; j++, from += 4) {
        if (h < 0 || h >= H) continue
        const shift = j * dilationW - padW
        const first = firstInside(shift, strideW, outW)
        const end = endInside(shift, strideW, W, outW)
        let p = x + h * xh + (first * strideW + shift) * xw
        let q = from + first * next
        for (let w = first; w < end; w++, q += next, p += strideW * xw) store<f32>(p, load<f32>(p) + load<f32>(q))
      }
    }
  }
}
