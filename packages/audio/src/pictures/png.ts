import { check, checkWhole } from '../check-options.ts'
import { crc32 } from './crc32.ts'
import { zlibCompress } from './deflate.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** A picture of at most 256 colours. */
export interface IndexedImage {
  width: number
  height: number
  /** [height, width], top row first: an index into the palette each. */
  pixels: Uint8Array
  /** [colours, 3], red, green and blue of sRGB, 0 to 255. */
  palette: Uint8Array
}

/**
 * The picture as a PNG file (PNG 1.2, colour type 3, eight bits, the filter "Paeth" on each row, which makes recorded
 * spectrograms a quarter smaller than no filter where neighbouring palette entries look alike). Throws a RangeError
 * where the sizes do not agree.
 */
export function encodePng(image: IndexedImage): Uint8Array {
  checkSizes(image)
  const { width, height, palette } = image
  const file = signature.concat(
    chunk('IHDR', bigEndian(width).concat(bigEndian(height), 8, 3, 0, 0, 0)),
    chunk('PLTE', [...palette]),
    chunk('IDAT', zlibCompress(filterPaeth(image))),
    chunk('IEND', []),
  )
  return Uint8Array.from(file)
}

function checkSizes({ width, height, pixels, palette }: IndexedImage): void {
  const colours = palette.length / 3
  check(
    'encodePng',
    width >= 1 && height >= 1 && pixels.length === width * height,
    `${pixels.length} pixels for width ${width} and height ${height}`,
    'width * height, at least 1',
  )
  checkWhole('encodePng', 'palette.length / 3', colours, 1, 256)
  const highest = pixels.reduce((a, b) => Math.max(a, b))
  check('encodePng', highest < colours, `pixel ${highest} in a palette of ${colours} colours`, `less than ${colours}`)
}

/**
 * Each pixel less the one of its left, upper and upper left neighbours that is nearest to left + upper - upper left; ties
 * go to left, then to upper (PNG 1.2, section 6.6).
 */
function filterPaeth({ width, height, pixels }: IndexedImage): Uint8Array {
  const rows = new Uint8Array(height * (width + 1)).fill(4) // with which each row begins: the filter's number
  for (let i = 0; i < pixels.length; i++) {
    const y = Math.floor(i / width)
    const x = i - y * width
    const left = x > 0 ? pixels[i - 1]! : 0
    const upper = y > 0 ? pixels[i - width]! : 0
    const corner = x > 0 && y > 0 ? pixels[i - width - 1]! : 0
    const toLeft = Math.abs(upper - corner)
    const toUpper = Math.abs(left - corner)
    const toCorner = Math.abs(left + upper - 2 * corner)
    const near = toLeft <= toUpper && toLeft <= toCorner ? left : toUpper <= toCorner ? upper : corner
    rows[i + y + 1] = pixels[i]! - near
  }
  return rows
}

function chunk(type: string, data: number[]): number[] {
  const body = Array.from(type, (letter) => letter.charCodeAt(0)).concat(data)
  return bigEndian(data.length).concat(body, bigEndian(crc32(body)))
}

const bigEndian = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
