import type { BitReader } from './bit-reader.ts'
import type { Samples } from './predict.ts'
import { lead, predict } from './predict.ts'
import { readResidual } from './residual.ts'

// RFC 9639, 9.2.5: each predicts by the polynomial of one degree less through the samples before.
const fixedPredictors = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]]

/**
 * Decodes `size` samples of `width` bits into `out`, from `lead` on; false where the bits are no subframe.
 * Source: RFC 9639, 9.2.
 */
export function readSubframe(bits: BitReader, out: Samples, size: number, width: number): boolean {
  const type = bits.read(7) // a zero and six bits
  const wasted = bits.read(1) ? bits.readZeros() + 1 : 0
  const own = width - wasted
  if (own < 1) return false
  if (type === 0) out.fill(bits.readSigned(own), lead, lead + size)
  else if (type === 1) for (let i = 0; i < size; i++) out[lead + i] = bits.readSigned(own)
  else if (!readPredicted(bits, out, size, own, type)) return false
  if (wasted > 0) for (let i = lead; i < lead + size; i++) out[i] *= 2 ** wasted
  return true
}

function readPredicted(bits: BitReader, out: Samples, size: number, width: number, type: number): boolean {
  const linear = type >= 32
  const order = linear ? type - 31 : type - 8
  if (order > size || type > 63 || (!linear && (order < 0 || order > 4))) return false
  for (let i = 0; i < order; i++) out[lead + i] = bits.readSigned(width)
  let shift = 0
  let coefficients = fixedPredictors[order]
  if (linear) {
    const precision = bits.read(4) + 1
    shift = bits.readSigned(5)
    if (precision > 15 || shift < 0) return false
    coefficients = Array.from({ length: order }, () => bits.readSigned(precision))
  }
  if (!readResidual(bits, out, lead, size, order)) return false
  if (order > 0) predict(out, lead + order, lead + size, coefficients, shift, width)
  return true
}
