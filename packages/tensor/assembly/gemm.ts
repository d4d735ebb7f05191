import { ADD, PADDED, RELU } from './flags'
import { multiplyPanel } from './gemm-panel'

// The matrix product y = a b: pixels by channels times channels by channels for a pointwise convolution of a channels-last image.

/** Columns of a panel of the packed matrix. */
const PANEL = 8

/** Rows of b multiplied at a time: a panel of so many stays in the first-level cache. */
const DEPTH = 256

/** Rows of a that one panel is applied to before the next. */
const BLOCK = 64

/** Packs b [k, n], element (i, j) at i * bRow + j * bColumn bytes, into ceil(n / 8) panels of k x 8, the last filled up with zeros. */
export function packMatrix(k: i32, n: i32, b: usize, bRow: i32, bColumn: i32, to: usize): void {
  for (let j = 0; j < n; j += PANEL) {
    const width = min(PANEL, n - j)
    for (let i = 0; i < k; i++, to += PANEL * 4) {
      const from = b + i * bRow + j * bColumn
      v128.store(to, f32x4.splat(0))
      v128.store(to, f32x4.splat(0), 16)
      for (let c = 0; c < width; c++) store<f32>(to + c * 4, load<f32>(from + c * bColumn))
    }
  }
}

/**
 * y [m, n] = a [m, k] b (+ bias [n], unless it is 0), b packed by `packMatrix`; elements of a row are adjacent, rows are aRow and
 * yRow bytes apart. flags: 1 relu, last of all; 2 add to y; 4 rows of y are padded to a multiple of four, and written so far.
 * Each element is summed in the same order whatever m and n are.
 */
export function gemm(
  m: i32,
  k: i32,
  n: i32,
  a: usize,
  aRow: i32,
  packed: usize,
  y: usize,
  yRow: i32,
  bias: usize,
  flags: i32,
): void {
  const columns = flags & PADDED ? (n + 3) & ~3 : n
  for (let p = 0; p < k; p += DEPTH) {
    const depth = min(DEPTH, k - p)
    const relu = (flags & RELU) !== 0 && p + depth === k
    const add = (flags & ADD) !== 0 || p > 0
    for (let i = 0; i < m; i += BLOCK) {
      const rows = min(BLOCK, m - i)
      const from = a + i * aRow + p * 4
      for (let j = 0; j < n; j += PANEL) {
        const panel = packed + (j * k + p * PANEL) * 4
        const offset = bias !== 0 && p === 0 ? bias + j * 4 : 0
        multiplyPanel(depth, from, aRow, panel, y + i * yRow + j * 4, yRow, rows, columns - j, offset, add, relu)
      }
    }
  }
}
