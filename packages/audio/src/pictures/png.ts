import { crc32 } from './checksum.ts'
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
  const header = [...bigEndian(width), ...bigEndian(height), 8, 3, 0, 0, 0]
  return joined([
    signature,
    ...chunk('IHDR', header),
    ...chunk('PLTE', palette),
    ...chunk('IDAT', zlibCompress(filterPaeth(image))),
    ...chunk('IEND', []),
  ])
}

function checkSizes({ width, height, pixels, palette }: IndexedImage): void {
  const colours = palette.length / 3
  if (!(width >= 1 && height >= 1 && pixels.length === width * height)) {
    throw new RangeError(
      `encodePng: ${pixels.length} pixels for width ${width} and height ${height}; wanted width * height, at least 1`,
    )
  }
  if (!(Number.isInteger(colours) && colours >= 1 && colours <= 256)) {
    throw new RangeError(`encodePng: a palette of ${palette.length} bytes; wanted 3 bytes for each of 1 to 256 colours`)
  }
  const highest = pixels.reduce((a, b) => Math.max(a, b))
  if (highest >= colours) {
    throw new RangeError(`encodePng: pixel ${highest} in a palette of ${colours} colours; wanted less than ${colours}`)
  }
}

/**
 * Each pixel less the one of its left, upper and upper left neighbours that is nearest to left + upper - upper left.
 */
function filterPaeth({ width, height, pixels }: IndexedImage): Uint8Array {
  const rows = new Uint8Array(height * (width + 1))
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = 4
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const left = x > 0 ? pixels[at - 1]! : 0
      const upper = y > 0 ? pixels[at - width]! : 0
      const corner = x > 0 && y > 0 ? pixels[at - width - 1]! : 0
      rows[at + y + 1] = pixels[at]! - paeth(left, upper, corner)
    }
  }
  return rows
}

/** PNG 1.2, section 6.6: ties go to left, then to upper. */
function paeth(left: number, upper: number, corner: number): number {
  const toLeft = Math.abs(upper - corner)
  const toUpper = Math.abs(left - corner)
  const toCorner = Math.abs(left + upper - 2 * corner)
  if (toLeft <= toUpper && toLeft <= toCorner) return left
  return toUpper <= toCorner ? upper : corner
}

function chunk(type: string, data: ArrayLike<number>): ArrayLike<number>[] {
  const body = joined([[...type].map((letter) => letter.charCodeAt(0)), data])
  return [bigEndian(data.length), body, bigEndian(crc32(body))]
}

const bigEndian = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]

function joined(parts: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
