import { adler32 } from './checksum.ts'
import { huffman } from './huffman.ts'
import type { PrefixCode } from './huffman.ts'

// RFC 1951, section 3.2.5: symbols 257 to 285 stand for these run lengths and so many further bits.
const runBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
]
const runExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5]
const longestRun = 226
const endOfBlock = 256
// RFC 1951, section 3.2.7: the order in which the lengths of the code that codes the lengths are written.
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/**
 * The bytes as a zlib stream (RFC 1950) of one block with its own Huffman codes (RFC 1951). Only runs of one byte are
 * matched, zlib's `Z_RLE`: for filtered pictures that is nearly all there is to gain.
 */
export function zlibCompress(bytes: Uint8Array): Uint8Array {
  const tokens = tokensOf(bytes)
  const code = huffman(countsOf(tokens, 286), 15)
  const out = new BitWriter()
  out.bytes.push(0x78, 0x01) // 32 kB window, fastest level
  out.write(1, 1) // the last block
  out.write(2, 2) // with its own codes
  writeCode(out, code)
  for (const token of tokens) writeToken(out, code, token)
  out.symbol(code, endOfBlock)
  out.flush()
  const sum = adler32(bytes)
  out.bytes.push(sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255)
  return Uint8Array.from(out.bytes)
}

/** Bytes as they are; a run that repeats the last byte n times as 256 + n. */
function tokensOf(bytes: Uint8Array): number[] {
  const tokens: number[] = []
  let i = 0
  while (i < bytes.length) {
    const run = runAt(bytes, i)
    tokens.push(run < 3 ? bytes[i]! : 256 + run)
    i += run < 3 ? 1 : run
  }
  return tokens
}

/** How many bytes from `start` on equal the one before. */
function runAt(bytes: Uint8Array, start: number): number {
  if (start === 0) return 0
  let end = start
  while (end < bytes.length && end - start < longestRun && bytes[end] === bytes[start - 1]) end++
  return end - start
}

function countsOf(tokens: readonly number[], symbols: number): Uint32Array {
  const counts = new Uint32Array(symbols)
  for (const token of tokens) counts[token < 256 ? token : 257 + rowOf(token - 256)]!++
  counts[endOfBlock] = 1
  return counts
}

const rowOf = (run: number): number => runBase.filter((base) => base <= run).length - 1

function writeToken(out: BitWriter, code: PrefixCode, token: number): void {
  if (token < 256) return out.symbol(code, token)
  const row = rowOf(token - 256)
  out.symbol(code, 257 + row)
  out.write(token - 256 - runBase[row]!, runExtra[row]!)
  out.write(0, 1) // the only distance code, of one bit: the byte before
}

/** The lengths of the literal code and of the one distance code, themselves Huffman-coded, without repeats. */
function writeCode(out: BitWriter, code: PrefixCode): void {
  const lengths = [...code.lengths, 1]
  const counts = new Uint32Array(19)
  for (const length of lengths) counts[length]!++
  const meta = huffman(counts, 7)
  out.write(286 - 257, 5)
  out.write(0, 5)
  out.write(19 - 4, 4)
  for (const symbol of lengthOrder) out.write(meta.lengths[symbol]!, 3)
  for (const length of lengths) out.symbol(meta, length)
}

/** Collects bits, the lowest of a byte first. */
class BitWriter {
  readonly bytes: number[] = []
  #held = 0
  #count = 0

  /** The lowest `count` bits of `value`, lowest first. */
  write(value: number, count: number): void {
    this.#held |= value << this.#count
    this.#count += count
    while (this.#count >= 8) {
      this.bytes.push(this.#held & 255)
      this.#held >>>= 8
      this.#count -= 8
    }
  }

  /** The symbol's code, first bit first. */
  symbol({ lengths, bits }: PrefixCode, symbol: number): void {
    for (let bit = lengths[symbol]! - 1; bit >= 0; bit--) this.write((bits[symbol]! >> bit) & 1, 1)
  }

  flush(): void {
    if (this.#count > 0) this.write(0, 8 - this.#count)
  }
}
