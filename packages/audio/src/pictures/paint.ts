import type { IndexedImage } from './png.ts'

/** Fills a rectangle with a colour of the palette; what lies outside the image is cut off. */
export function paint(
  { width, height, pixels }: IndexedImage,
  left: number,
  top: number,
  across: number,
  down: number,
  color: number,
): void {
  const from = Math.max(left, 0)
  const to = Math.min(left + across, width)
  if (from >= to) return
  for (let y = Math.max(top, 0); y < Math.min(top + down, height); y++) {
    pixels.fill(color, y * width + from, y * width + to)
  }
}
