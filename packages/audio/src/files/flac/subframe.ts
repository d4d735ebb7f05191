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
  const linear = type > 31
  // How many samples stand there as they are: all of them, or those that the prediction begins with.
  const order = type === 1 ? size : linear ? type - 31 : type - 8
  if (own < 1 || type > 63 || order > size) return false
  for (let i = 0; i < order; i++) out[lead + i] = bits.readSigned(own)
  if (type === 0) out.fill(bits.readSigned(own), lead, lead + size)
  if (type > 1) {
    const precision = linear ? bits.read(4) + 1 : 0
    const shift = linear ? bits.readSigned(5) : 0
    const coefficients = linear
      ? Array.from({ length: order }, () => bits.readSigned(precision))
      : fixedPredictors[order]
    if (!coefficients || precision > 15 || shift < 0 || !readResidual(bits, out, size, order)) return false
    if (order > 0) predict(out, lead + order, lead + size, coefficients, shift, own)
  }
  if (wasted > 0) for (let i = lead; i < lead + size; i++) out[i] *= 2 ** wasted
  return true
}
