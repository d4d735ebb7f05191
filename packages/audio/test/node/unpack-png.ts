import { inflateSync } from 'node:zlib'
import { crc32 } from '../../src/pictures/crc32.ts'
import type { IndexedImage } from '../../src/pictures/png.ts'

/** Reads a PNG of palette colours, eight bits, by zlib's hand; throws where a chunk or its sum is wrong. */
export function unpackPng(file: Uint8Array): IndexedImage {
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const chunks = new Map<string, Uint8Array>()
  for (let at = 8; at < file.length;) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8))
    if (view.getUint32(at + 8 + length) !== crc32(file.subarray(at + 4, at + 8 + length)))
      throw new Error(`sum of ${type}`)
    chunks.set(type, file.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const order = [...chunks.keys()].join()
  if (order !== 'IHDR,PLTE,IDAT,IEND') throw new Error(`chunks ${order}`)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const kind = [...chunks.get('IHDR')!.subarray(8)].join()
  if (kind !== '8,3,0,0,0') throw new Error(`kind ${kind}`)
  return { width, height, palette: chunks.get('PLTE')!, pixels: unfilter(inflateSync(chunks.get('IDAT')!), width) }
}

/** Undoes the filter Paeth, by the text of PNG 1.2, section 6.6. */
function unfilter(rows: Uint8Array, width: number): Uint8Array {
  const height = rows.length / (width + 1)
  const pixels = new Uint8Array(width * height)
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : pixels[y * width + x]!)
  for (let y = 0; y < height; y++) {
    if (rows[y * (width + 1)] !== 4) throw new Error(`filter ${rows[y * (width + 1)]}`)
    for (let x = 0; x < width; x++) {
      const [a, b, c] = [at(x - 1, y), at(x, y - 1), at(x - 1, y - 1)]
      const [pa, pb, pc] = [a, b, c].map((value) => Math.abs(a + b - c - value)) as [number, number, number]
      const near = pa <= pb && pa <= pc ? a : pb <= pc ? b : c
      pixels[y * width + x] = rows[y * (width + 1) + 1 + x]! + near
    }
  }
  return pixels
}
