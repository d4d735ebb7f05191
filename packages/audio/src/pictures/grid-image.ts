import { check } from '../check-options.ts'
import { colorPalette } from './color-map.ts'
import type { Size } from './plot.ts'
import type { IndexedImage } from './png.ts'

/** Values [rows, columns] with row 0 the lowest band. */
export interface Grid {
  data: Float32Array
  rows: number
  columns: number
}

/** Colours of a picture of values. */
export const levels = 48

/** The colour for a level in [0, 1]. */
export const indexOf = (level: number): number => Math.round(Math.min(1, Math.max(0, level)) * (levels - 1))

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
    pixels[y * columns + (i % columns)] = indexOf((data[i]! - low) / (high - low))
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
  const from = { width: columns, height: rows }
  const to = { width: Math.min(columns, widest), height: Math.min(rows, highest) }
  const sums = new Float32Array(to.width * to.height)
  const counts = new Float32Array(sums.length)
  for (let i = 0; i < data.length; i++) {
    const box = boxOf(i, from, to)
    sums[box]! += data[i]!
    counts[box]!++
  }
  return { data: sums.map((sum, i) => sum / counts[i]!), rows: to.height, columns: to.width }
}

/** Where pixel `i` of a picture begins on one of another size. */
export function boxOf(i: number, from: Size, to: Size): number {
  const y = Math.floor((Math.floor(i / from.width) * to.height) / from.height)
  return y * to.width + Math.floor(((i % from.width) * to.width) / from.width)
}

function span(data: Float32Array): [number, number] {
  const sorted = data.filter(Number.isFinite).sort()
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  const low = at(0.01)
  const high = at(0.998)
  return high > low ? [low, high] : [low - 1, low + 1]
}
