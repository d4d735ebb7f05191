import { paint } from './paint.ts'
import type { IndexedImage } from './png.ts'

// What labels of axes are made of, five by seven pixels: a digit of base 32 a row, its highest bit the left pixel.
const glyphs: Readonly<Record<string, string>> = {
  '0': 'ehjlphe',
  '1': '4c4444e',
  '2': 'eh1248v',
  '3': 'v2421he',
  '4': '26aiv22',
  '5': 'vgu11he',
  '6': '68guhhe',
  '7': 'v124888',
  '8': 'ehhehhe',
  '9': 'ehhf12c',
  '.': '00000cc',
  '\u2212': '000v000',
  H: 'hhhvhhh',
  k: 'ggikoki',
  s: '00ege1u',
  z: '00v248v',
}

/** With the gap to the next letter. */
export const glyphWidth = 6
export const glyphHeight = 7

/**
 * Writes a label of digits and units, its upper left corner at (left, top), each pixel of a letter `scale` wide and
 * high.
 */
export function writeText(
  image: IndexedImage,
  text: string,
  left: number,
  top: number,
  scale: number,
  color: number,
): void {
  for (const [i, letter] of [...text].entries()) {
    const rows = glyphs[letter] ?? ''
    for (const [y, digit] of [...rows].entries()) {
      const bits = parseInt(digit, 32)
      for (let x = 0; x < 5; x++) {
        if ((bits >> (4 - x)) & 1) {
          paint(image, left + (i * glyphWidth + x) * scale, top + y * scale, scale, scale, color)
        }
      }
    }
  }
}
