import type { Tensor } from '../tensor.ts'
import { mul } from './elementwise.ts'

/** x with int32 as float32: for composed operations whose sums and products could leave int32. */
export function floating(x: Tensor): Tensor {
  return x.dtype === 'int32' ? mul(x, 1) : x
}
