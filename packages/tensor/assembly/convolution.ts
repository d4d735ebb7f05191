import { gemm } from './gemm'
import { gemmTransposed } from './gemm-transposed'
import { columnsToImage, imageToColumns } from './im2col'

// Convolutions of any geometry: one row of the output at a time, from the matrix of what its taps see. Images lie channels-last under
// byte strides (image, row, pixel); a group is some of the channels.

const ADD: i32 = 2

/** y [N, O, outH, outW] = x [N, C, H, W] * w, packed as [C kh kw, O]; `columns` has room for outW * C kh kw floats. */
export function convolve(
  N: i32,
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
  outH: i32,
  outW: i32,
  O: i32,
  x: usize,
  xn: i32,
  xh: i32,
  xw: i32,
  packed: usize,
  columns: usize,
  y: usize,
  yn: i32,
  yh: i32,
  yw: i32,
  bias: usize,
  flags: i32,
): void {
  const K = C * kh * kw
  for (let n = 0; n < N; n++) {
    for (let row = 0; row < outH; row++) {
      imageToColumns(
        H,
        W,
        C,
        kh,
        kw,
        strideH,
        strideW,
        padH,
        padW,
        dilationH,
        dilationW,
        outW,
        row,
        x + n * xn,
        xh,
        xw,
        columns,
      )
      gemm(outW, K, O, columns, K * 4, packed, y + n * yn + row * yh, yw, bias, flags)
    }
  }
}

/** x += g * w by x: the packed matrix is [O, C kh kw]; the caller zeroes x. */
export function convolveInputGrad(
  N: i32,
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
  outH: i32,
  outW: i32,
  O: i32,
  g: usize,
  gn: i32,
  gh: i32,
  gw: i32,
  packed: usize,
  columns: usize,
  x: usize,
  xn: i32,
  xh: i32,
  xw: i32,
): void {
  const K = C * kh * kw
  for (let n = 0; n < N; n++) {
    for (let row = 0; row < outH; row++) {
      gemm(outW, O, K, g + n * gn + row * gh, gw, packed, columns, K * 4, 0, 0)
      columnsToImage(
        H,
        W,
        C,
        kh,
        kw,
        strideH,
        strideW,
        padH,
        padW,
        dilationH,
        dilationW,
        outW,
        row,
        x + n * xn,
        xh,
        xw,
        columns,
      )
    }
  }
}

/** w [O, C kh kw] += g * x; the caller zeroes w. */
export function convolveWeightGrad(
  N: i32,
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
  outH: i32,
  outW: i32,
  O: i32,
  g: usize,
  gn: i32,
  gh: i32,
  gw: i32,
  x: usize,
  xn: i32,
  xh: i32,
  xw: i32,
  columns: usize,
  w: usize,
): void {
  const K = C * kh * kw
  for (let n = 0; n < N; n++) {
    for (let row = 0; row < outH; row++) {
      imageToColumns(
        H,
        W,
        C,
        kh,
        kw,
        strideH,
        strideW,
        padH,
        padW,
        dilationH,
        dilationW,
        outW,
        row,
        x + n * xn,
        xh,
        xw,
        columns,
      )
      gemmTransposed(O, K, outW, g + n * gn + row * gh, gw, columns, K * 4, w, K * 4, ADD)
    }
  }
}
