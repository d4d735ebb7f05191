import { huffman } from './huffman.ts'

const endOfBlock = 256
const longestRun = 257

/**
 * The bytes, at least one, as a zlib stream (RFC 1950) of one block with its own Huffman codes (RFC 1951). Only runs of
 * one byte are matched, zlib's `Z_RLE`: for filtered pictures that is nearly all there is to gain.
 */
export function zlibCompress(bytes: Uint8Array): number[] {
  const out = [0x78, 0x01] // 32 kB window, fastest level
  let held = 0
  let count = 0
  /** The lowest bits of `value`, lowest first. */
  const write = (value: number, bits: number): void => {
    held |= value << count
    for (count += bits; count >= 8; count -= 8) {
      out.push(held & 255)
      held >>>= 8
    }
  }
  const writeHighestFirst = (value: number, bits: number): void => {
    for (let bit = bits - 1; bit >= 0; bit--) write((value >> bit) & 1, 1)
  }
  const tokens = tokensOf(bytes)
  const counts = new Uint32Array(286)
  for (const token of tokens) counts[token & 511]!++
  const code = huffman(counts)
  write(0b101, 3) // the last block, with its own codes
  write(286 - 257, 5)
  write(0, 5)
  write(19 - 4, 4)
  // All lengths take four bits, which costs a few dozen bytes: of the code that codes them, 16, 17 and 18 do not occur.
  write(0, 9)
  for (let i = 0; i < 16; i++) write(4, 3)
  for (const length of [...code.lengths, 1]) writeHighestFirst(length, 4)
  for (const token of tokens) {
    const symbol = token & 511
    writeHighestFirst(code.bits[symbol]!, code.lengths[symbol]!)
    // Then the only distance code, a bit of 0: the byte before.
    if (symbol > endOfBlock) write(token >> 9, Math.max(0, (symbol - 261) >> 2) + 1)
  }
  write(0, 7)
  // Adler-32 (RFC 1950, section 8.2).
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  out.push(b >> 8, b & 255, a >> 8, a & 255)
  return out
}

/** Bytes as they are, and runs that repeat the last byte: their symbols in nine bits, further bits above (RFC 1951, section 3.2.5). */
function tokensOf(bytes: Uint8Array): number[] {
  const tokens: number[] = []
  for (let i = 0; i < bytes.length;) {
    let end = i
    // Beyond both ends lies undefined, which no byte equals.
    while (end - i < longestRun && bytes[end] === bytes[i - 1]) end++
    if (end - i < 3) tokens.push(bytes[i++]!)
    else {
      const over = end - i - 3
      // Four symbols for each number of further bits, from the ninth on.
      const further = Math.max(0, 29 - Math.clz32(over))
      tokens.push((257 + 4 * further + (over >> further)) | ((over & (2 ** further - 1)) << 9))
      i = end
    }
  }
  tokens.push(endOfBlock)
  return tokens
}
