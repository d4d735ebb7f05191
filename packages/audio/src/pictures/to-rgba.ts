import type { IndexedImage } from './png.ts'

/** The pixels as red, green, blue and opacity, [height, width, 4]: what `new ImageData` of a page takes. */
export function toRgba({ pixels, palette }: IndexedImage): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * pixels.length).fill(255)
  for (let i = 0; i < pixels.length; i++) {
    for (let c = 0; c < 3; c++) bytes[4 * i + c] = palette[3 * pixels[i]! + c]!
  }
  return bytes
}
