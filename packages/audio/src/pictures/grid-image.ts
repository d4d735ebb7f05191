import { check } from '../check-options.ts'
import { colorPalette } from './color-map.ts'
import type { IndexedImage } from './png.ts'

interface Shape {
  rows: number
  columns: number
}

/** Values [rows, columns] with row 0 the lowest band. */
export interface Grid extends Shape {
  data: Float32Array
}

/** Colours of a picture of values. */
export const levels = 48

/**
 * The grid as a picture with row 0 at the bottom, no larger than `widest` by `highest` pixels: neighbouring values are
 * averaged where there are more. The colours span the 1st to the 99.8th percentile of the picture's own finite values.
 * Throws a RangeError where the length of `data` is not rows * columns.
 */
export function gridImage(grid: Grid, widest: number, highest: number): IndexedImage {
  const { data, rows, columns } = shrinkGrid(grid, widest, highest)
  const [low, high] = span(data)
  const pixels = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) {
    const y = rows - 1 - Math.floor(i / columns)
    const level = (data[i]! - low) / (high - low)
    if (level > 0) pixels[y * columns + (i % columns)] = Math.round(Math.min(level, 1) * (levels - 1))
  }
  return { width: columns, height: rows, pixels, palette: colorPalette(levels) }
}

/** The grid with at most so many columns and rows: each new value is the mean of the old ones that begin in its box. */
export function shrinkGrid(grid: Grid, widest: number, highest: number): Grid {
  const { data, rows, columns } = grid
  check(
    'gridImage',
    rows >= 1 && columns >= 1 && data.length === rows * columns,
    `${data.length} values for [${rows} rows, ${columns} columns]`,
    'rows * columns, at least 1',
  )
  if (rows <= highest && columns <= widest) return grid
  const small = { rows: Math.min(rows, highest), columns: Math.min(columns, widest) }
  const sums = new Float32Array(small.rows * small.columns)
  const counts = new Float32Array(sums.length)
  for (let i = 0; i < data.length; i++) {
    const box = boxOf(i, grid, small)
    sums[box]! += data[i]!
    counts[box]!++
  }
  return { ...small, data: sums.map((sum, i) => sum / counts[i]!) }
}

/** Where value `i` of a grid begins on one of another shape. */
export function boxOf(i: number, from: Shape, to: Shape): number {
  const row = Math.floor((Math.floor(i / from.columns) * to.rows) / from.rows)
  return row * to.columns + Math.floor(((i % from.columns) * to.columns) / from.columns)
}

function span(data: Float32Array): [number, number] {
  const sorted = data.filter(Number.isFinite).sort()
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  const low = at(0.01)
  const high = at(0.998)
  return high > low ? [low, high] : [low - 1, low + 1]
}
