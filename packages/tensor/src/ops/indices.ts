import type { Tensor } from '../tensor.ts'

/** Element i of dense `indices`, a place among `length`. Throws a RangeError that names it: an index is a value, not a shape. */
export function checkedIndex(op: string, name: string, indices: Tensor, i: number, length: number): number {
  const index = indices.data[i]
  if (index >= 0 && index < length && Number.isInteger(index)) return index
  throw new RangeError(`${op}: ${name} has ${index} at element ${i}; wanted whole numbers from 0 to ${length - 1}`)
}
