/** A prefix code: of each symbol its length in bits (0: the symbol does not occur) and its bits, first bit highest. */
export interface PrefixCode {
  lengths: Uint8Array
  bits: Uint16Array
}

/** The Huffman code for symbols that occur so often, at least two of them, in the canonical order of RFC 1951, section 3.2.2. */
export function huffman(counts: ArrayLike<number>): PrefixCode {
  const lengths = lengthsOf(Array.from(counts))
  const bits = new Uint16Array(lengths.length)
  let next = 0
  for (let length = 1; length <= longest; length++) {
    next <<= 1
    for (const [symbol, own] of lengths.entries()) if (own === length) bits[symbol] = next++
  }
  return { lengths, bits }
}

/** RFC 1951, section 3.2.7. */
const longest = 15

/** Counts are halved until no code is too long, as bzip2 does. */
function lengthsOf(counts: readonly number[]): Uint8Array {
  const lengths = new Uint8Array(counts.length)
  const nodes = counts.map((count, symbol) => ({ count, symbols: [symbol] })).filter(({ count }) => count > 0)
  while (nodes.length > 1) {
    nodes.sort((a, b) => b.count - a.count)
    const [a, b] = [nodes.pop()!, nodes.pop()!]
    const symbols = [...a.symbols, ...b.symbols]
    for (const symbol of symbols) lengths[symbol]!++
    nodes.push({ count: a.count + b.count, symbols })
  }
  return Math.max(...lengths) > longest ? lengthsOf(counts.map((count) => Math.ceil(count / 2))) : lengths
}
