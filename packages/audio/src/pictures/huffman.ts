/** A prefix code: of each symbol its length in bits (0: the symbol does not occur) and its bits, first bit highest. */
export interface PrefixCode {
  lengths: Uint8Array
  bits: Uint16Array
}

/**
 * The Huffman code for symbols that occur `counts[symbol]` times, no code longer than `longest` bits, in the canonical
 * order of RFC 1951, section 3.2.2. Counts are halved until the code is short enough, as bzip2 does. A single symbol
 * gets a code of one bit.
 */
export function huffman(counts: ArrayLike<number>, longest: number): PrefixCode {
  let weights = Array.from(counts)
  let lengths = depths(weights)
  while (lengths.some((length) => length > longest)) {
    weights = weights.map((weight) => (weight > 0 ? (weight >> 1) | 1 : 0))
    lengths = depths(weights)
  }
  return { lengths, bits: canonical(lengths) }
}

interface Node {
  weight: number
  symbols: number[]
}

function depths(weights: readonly number[]): Uint8Array {
  const lengths = new Uint8Array(weights.length)
  const nodes: Node[] = [...weights.keys()]
    .filter((symbol) => weights[symbol]! > 0)
    .map((symbol) => ({ weight: weights[symbol]!, symbols: [symbol] }))
  if (nodes.length === 1) lengths[nodes[0]!.symbols[0]!] = 1
  while (nodes.length > 1) {
    nodes.sort((a, b) => b.weight - a.weight)
    const [a, b] = [nodes.pop()!, nodes.pop()!]
    const symbols = [...a.symbols, ...b.symbols]
    for (const symbol of symbols) lengths[symbol]!++
    nodes.push({ weight: a.weight + b.weight, symbols })
  }
  return lengths
}

function canonical(lengths: Uint8Array): Uint16Array {
  const bits = new Uint16Array(lengths.length)
  let next = 0
  for (let length = 1; length <= 15; length++) {
    for (const [symbol, own] of lengths.entries()) if (own === length) bits[symbol] = next++
    next <<= 1
  }
  return bits
}
