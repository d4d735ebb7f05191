import type { BitReader } from './bit-reader.ts'
import type { Samples } from './predict.ts'
import { lead } from './predict.ts'

/**
 * Reads the Rice-coded differences of a subframe into `out`, behind `lead` and `order` samples that are there; false
 * where they are no such. Source: RFC 9639, 9.2.7.
 */
export function readResidual(bits: BitReader, out: Samples, size: number, order: number): boolean {
  const method = bits.read(2)
  const width = 4 + method
  const partitionOrder = bits.read(4)
  const partition = size >> partitionOrder
  if (method > 1 || partition << partitionOrder !== size || partition < order) return false
  let at = lead + order
  for (let end = lead + partition; end <= lead + size; end += partition) {
    if (bits.position > 8 * bits.bytes.length) return false
    const parameter = bits.read(width)
    if (parameter < 2 ** width - 1) readRice(bits, out, at, end, parameter)
    else {
      const raw = bits.read(5)
      for (let i = at; i < end; i++) out[i] = bits.readSigned(raw)
    }
    at = end
  }
  return true
}

function readRice(bits: BitReader, out: Samples, from: number, to: number, parameter: number): void {
  let { position } = bits
  for (let i = from; i < to; i++) {
    const word = bits.peek(position)
    const zeros = Math.clz32(word)
    const length = zeros + 1 + parameter
    let value: number
    if (length <= 25) {
      value = (zeros << parameter) | (((word << (zeros + 1)) >>> 1) >>> (31 - parameter))
      position += length
    } else {
      bits.position = position
      value = bits.readZeros() * 2 ** parameter + bits.read(parameter)
      position = bits.position
    }
    out[i] = (value >>> 1) ^ -(value & 1)
  }
  bits.position = position
}
