import { colorPalette } from './color-map.ts'
import type { IndexedImage } from './png.ts'

/** Values [rows, columns] with row 0 the lowest band. */
export interface Grid {
  data: Float32Array
  rows: number
  columns: number
}

/** Colours of a picture of values. */
export const levels = 48

/**
 * The grid as a picture with row 0 at the bottom, no larger than `widest` by `highest` pixels: neighbouring values are
 * averaged where there are more. The colours span the 1st to the 99.8th percentile of the picture's own finite values.
 * Throws a RangeError where the length of `data` is not rows * columns.
 */
export function gridImage(grid: Grid, widest: number, highest: number): IndexedImage {
  const { data, rows: height, columns: width } = shrinkGrid(grid, widest, highest)
  const [low, high] = span(data)
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = (data[(height - 1 - y) * width + x]! - low) / (high - low)
      pixels[y * width + x] = level > 0 ? Math.round(Math.min(level, 1) * (levels - 1)) : 0
    }
  }
  return { width, height, pixels, palette: colorPalette(levels) }
}

/** The grid with at most so many columns and rows: each new value is the mean of the old ones that begin in its box. */
export function shrinkGrid(grid: Grid, widest: number, highest: number): Grid {
  checkGrid(grid)
  const rows = Math.min(grid.rows, highest)
  const columns = Math.min(grid.columns, widest)
  if (rows === grid.rows && columns === grid.columns) return grid
  const data = new Float32Array(rows * columns)
  const counts = new Float32Array(rows * columns)
  for (let i = 0; i < grid.data.length; i++) {
    const row = Math.floor((Math.floor(i / grid.columns) * rows) / grid.rows)
    const to = row * columns + Math.floor(((i % grid.columns) * columns) / grid.columns)
    data[to]! += grid.data[i]!
    counts[to]!++
  }
  return { data: data.map((sum, i) => sum / counts[i]!), rows, columns }
}

function checkGrid({ data, rows, columns }: Grid): void {
  if (rows >= 1 && columns >= 1 && data.length === rows * columns) return
  throw new RangeError(
    `gridImage: ${data.length} values for [${rows} rows, ${columns} columns]; wanted rows * columns, at least 1`,
  )
}

function span(data: Float32Array): [number, number] {
  const sorted = data.filter(Number.isFinite).sort()
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  const low = at(0.01)
  const high = at(0.998)
  return high > low ? [low, high] : [low - 1, low + 1]
}
