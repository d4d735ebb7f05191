import { checkWhole } from '../check-options.ts'
import { colorPalette } from './color-map.ts'
import { columnSpans } from './column-spans.ts'
import { frameOf } from './frame.ts'
import { glyphHeight, glyphWidth, writeText } from './glyphs.ts'
import { boxOf, gridImage, indexOf, levels } from './grid-image.ts'
import { paint } from './paint.ts'
import type { Plot, Size } from './plot.ts'
import type { IndexedImage } from './png.ts'

/** Indices into the palette behind the levels of the colour map. */
export const paper = levels
const soft = levels + 1

/**
 * The picture with its axes as pixels, letters being larger in larger pictures. Throws a RangeError where they have no
 * room, or width or height is no whole number.
 */
export function drawImage(plot: Plot, size: Size = { width: 800, height: 400 }): IndexedImage {
  const { width, height } = size
  checkWhole('drawImage', 'width', width)
  checkWhole('drawImage', 'height', height)
  const scale = Math.max(1, Math.round(Math.min(width / 400, height / 200)))
  const image = blank(size)
  const letter = { width: scale * glyphWidth, height: scale * glyphHeight }
  const frame = frameOf(plot, size, letter)
  const { left, top, width: across, height: down } = frame
  const area = drawArea(plot, frame)
  for (let y = 0; y < down; y++) {
    image.pixels.set(area.pixels.subarray(y * across, (y + 1) * across), (top + y) * width + left)
  }
  const mark = 3 * scale
  const bottom = top + down
  paint(image, left - scale, top, scale, down + scale, soft)
  paint(image, left, bottom, across, scale, soft)
  for (const { at, label } of frame.xTicks) {
    const x = Math.round(at)
    paint(image, x - scale, bottom, scale, mark, soft)
    const half = Math.round((label.length * letter.width) / 2)
    writeText(image, label, Math.min(x - half, width - 2 * half), bottom + mark + scale, scale, soft)
  }
  for (const { at, label } of frame.yTicks) {
    const y = Math.round(at)
    paint(image, left - mark, y, mark, scale, soft)
    const begin = left - mark - scale - label.length * letter.width
    writeText(image, label, begin, y - Math.floor(letter.height / 2), scale, soft)
  }
  return image
}

/** What lies between the axes, alone. */
export function drawArea({ x, y, content }: Plot, size: Size): IndexedImage {
  const { width, height } = size
  const image = blank(size)
  if ('grid' in content) {
    const small = gridImage(content.grid, width, height)
    for (let i = 0; i < image.pixels.length; i++) image.pixels[i] = small.pixels[boxOf(i, image, small)]!
    return image
  }
  const rowOf = (value: number): number => Math.round((height - 1) * (1 - y.place(value)))
  for (const curve of content.curves) {
    for (const [column, [low, high]] of columnSpans(curve, x, width).entries()) {
      const first = rowOf(high) // NaN where nothing is: then nothing is painted
      paint(image, column, first, 1, rowOf(low) - first + 1, indexOf(curve.level))
    }
  }
  return image
}

function blank({ width, height }: Size): IndexedImage {
  const palette = Uint8Array.of(...colorPalette(levels), 255, 255, 255, 89, 99, 110)
  return { width, height, pixels: new Uint8Array(width * height).fill(paper), palette }
}
