import { colorPalette } from './color-map.ts'
import type { IndexedImage } from './png.ts'

/** Values [rows, columns] with row 0 the lowest band. */
export interface Grid {
  data: Float32Array
  rows: number
  columns: number
}

const levels = 48

/**
 * The grid as a picture with row 0 at the bottom, no larger than `widest` by `highest` pixels: neighbouring values are
 * averaged where there are more. The colours span the 1st to the 99.8th percentile of the picture's own finite values.
 * Throws a RangeError where the length of `data` is not rows * columns.
 */
export function spectrogramImage(grid: Grid, widest = 160, highest = 80): IndexedImage {
  if (!(grid.rows >= 1 && grid.columns >= 1 && grid.data.length === grid.rows * grid.columns)) {
    throw new RangeError(
      `spectrogramImage: ${grid.data.length} values for [${grid.rows} mels, ${grid.columns} frames]; wanted mels * frames, at least 1`,
    )
  }
  const {
    data,
    rows: height,
    columns: width,
  } = shrink(grid, Math.min(grid.rows, highest), Math.min(grid.columns, widest))
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

/** Each new value is the mean of the old ones that begin in its box. */
function shrink(grid: Grid, rows: number, columns: number): Grid {
  if (rows === grid.rows && columns === grid.columns) return grid
  const data = new Float32Array(rows * columns)
  const counts = new Float32Array(rows * columns)
  for (const [i, value] of grid.data.entries()) {
    const row = Math.floor((Math.floor(i / grid.columns) * rows) / grid.rows)
    const to = row * columns + Math.floor(((i % grid.columns) * columns) / grid.columns)
    data[to]! += value
    counts[to]!++
  }
  return { data: data.map((sum, i) => sum / counts[i]!), rows, columns }
}

function span(data: Float32Array): [number, number] {
  const sorted = data.filter(Number.isFinite).sort()
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  const low = at(0.01)
  const high = at(0.998)
  return high > low ? [low, high] : [low - 1, low + 1]
}
