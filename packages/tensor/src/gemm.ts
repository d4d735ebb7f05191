import type { Data } from './tensor.ts'

/** Where a matrix lies in an array: element (i, j) at `start + i * row + j * column`. */
export interface Matrix {
  data: Data
  start: number
  row: number
  column: number
}

/**
 * y += w x for w [m, k] in any layout, x [k, n] and y [m, n] with rows of step 1. Four rows of y by four of x at a time,
 * so that each number loaded serves four products: 3x the plain triple loop. Sums of four products are formed in float64.
 */
export function gemmRows(y: Matrix, w: Matrix, x: Matrix, m: number, k: number, n: number): void {
  const m4 = m - (m % 4)
  const k4 = k - (k % 4)
  for (let i = 0; i < m4; i += 4) {
    for (let j = 0; j < k4; j += 4) tile(y, w, x, i, j, n)
    for (let j = k4; j < k; j++) for (let r = 0; r < 4; r++) axpy(y, w, x, i + r, j, n)
  }
  for (let i = m4; i < m; i++) for (let j = 0; j < k; j++) axpy(y, w, x, i, j, n)
}

function tile(y: Matrix, w: Matrix, x: Matrix, i: number, j: number, n: number): void {
  const [yd, xd, wd] = [y.data, x.data, w.data]
  const [wr, wc] = [w.row, w.column]
  const at = w.start + i * wr + j * wc
  const w00 = wd[at],
    w01 = wd[at + wc],
    w02 = wd[at + 2 * wc],
    w03 = wd[at + 3 * wc]
  const w10 = wd[at + wr],
    w11 = wd[at + wr + wc],
    w12 = wd[at + wr + 2 * wc],
    w13 = wd[at + wr + 3 * wc]
  const w20 = wd[at + 2 * wr],
    w21 = wd[at + 2 * wr + wc],
    w22 = wd[at + 2 * wr + 2 * wc],
    w23 = wd[at + 2 * wr + 3 * wc]
  const w30 = wd[at + 3 * wr],
    w31 = wd[at + 3 * wr + wc],
    w32 = wd[at + 3 * wr + 2 * wc],
    w33 = wd[at + 3 * wr + 3 * wc]
  let y0 = y.start + i * y.row,
    y1 = y0 + y.row,
    y2 = y1 + y.row,
    y3 = y2 + y.row
  let x0 = x.start + j * x.row,
    x1 = x0 + x.row,
    x2 = x1 + x.row,
    x3 = x2 + x.row
  for (const end = x0 + n; x0 < end; x0++, x1++, x2++, x3++, y0++, y1++, y2++, y3++) {
    const a = xd[x0],
      b = xd[x1],
      c = xd[x2],
      d = xd[x3]
    yd[y0] += w00 * a + w01 * b + w02 * c + w03 * d
    yd[y1] += w10 * a + w11 * b + w12 * c + w13 * d
    yd[y2] += w20 * a + w21 * b + w22 * c + w23 * d
    yd[y3] += w30 * a + w31 * b + w32 * c + w33 * d
  }
}

function axpy(y: Matrix, w: Matrix, x: Matrix, i: number, j: number, n: number): void {
  const [yd, xd] = [y.data, x.data]
  const factor = w.data[w.start + i * w.row + j * w.column]
  let p = y.start + i * y.row
  let q = x.start + j * x.row
  for (const end = q + n; q < end; p++, q++) yd[p] += factor * xd[q]
}

/**
 * y += a b' for a [m, k] and b [n, k] with rows of step 1, y [m, n] in any layout: dot products of rows, eight at a
 * time, each summed in float64.
 */
export function gemmDots(y: Matrix, a: Matrix, b: Matrix, m: number, k: number, n: number): void {
  for (let i = 0; i < m; i += 2) {
    for (let j = 0; j < n; j += 4) {
      if (i + 2 <= m && j + 4 <= n) dots(y, a, b, i, j, k)
      else
        for (let r = i; r < Math.min(i + 2, m); r++) for (let c = j; c < Math.min(j + 4, n); c++) dot(y, a, b, r, c, k)
    }
  }
}

function dots(y: Matrix, a: Matrix, b: Matrix, i: number, j: number, k: number): void {
  const [ad, bd, yd] = [a.data, b.data, y.data]
  let a0 = a.start + i * a.row,
    a1 = a0 + a.row
  let b0 = b.start + j * b.row,
    b1 = b0 + b.row,
    b2 = b1 + b.row,
    b3 = b2 + b.row
  let s00 = 0,
    s01 = 0,
    s02 = 0,
    s03 = 0,
    s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0
  for (const end = a0 + k; a0 < end; a0++, a1++, b0++, b1++, b2++, b3++) {
    const p = ad[a0],
      q = ad[a1],
      r = bd[b0],
      s = bd[b1],
      t = bd[b2],
      u = bd[b3]
    s00 += p * r
    s01 += p * s
    s02 += p * t
    s03 += p * u
    s10 += q * r
    s11 += q * s
    s12 += q * t
    s13 += q * u
  }
  const c = y.column
  const y0 = y.start + i * y.row + j * c,
    y1 = y0 + y.row
  yd[y0] += s00
  yd[y0 + c] += s01
  yd[y0 + 2 * c] += s02
  yd[y0 + 3 * c] += s03
  yd[y1] += s10
  yd[y1 + c] += s11
  yd[y1 + 2 * c] += s12
  yd[y1 + 3 * c] += s13
}

function dot(y: Matrix, a: Matrix, b: Matrix, i: number, j: number, k: number): void {
  let total = 0
  for (let p = a.start + i * a.row, q = b.start + j * b.row, end = p + k; p < end; p++, q++)
    total += a.data[p] * b.data[q]
  y.data[y.start + i * y.row + j * y.column] += total
}
