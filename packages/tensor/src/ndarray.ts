import ndarray from 'ndarray'
import ndarrayOps from 'ndarray-ops'
import type { Data } from './dtype.ts'
import type { NdarrayOps } from './ndarray-ops-types.ts'
import { Tensor } from './tensor.ts'

export type { NdarrayOps, Strided } from './ndarray-ops-types.ts'

// The only modules of this package that generate code at run time stand behind this door: ndarray and ndarray-ops. Pages with a strict
// content security policy and edge workers cannot import it.

/** An ndarray as scijs' `ndarray` makes it. */
export interface Ndarray {
  data: Data
  shape: number[]
  stride: number[]
  offset: number
  readonly dtype: string
  readonly size: number
  readonly order: number[]
  readonly dimension: number
  get(...position: number[]): number
  set(...positionAndValue: number[]): number
  index(...position: number[]): number
  lo(...start: number[]): Ndarray
  hi(...end: number[]): Ndarray
  step(...by: number[]): Ndarray
  transpose(...axes: number[]): Ndarray
  pick(...position: (number | null)[]): Ndarray
}

/** An ndarray over the tensor's own storage. Modules that only read fields and methods take the Tensor as it is. */
export function toNdarray(tensor: Tensor): Ndarray {
  return ndarray(tensor.data, [...tensor.shape], [...tensor.stride], tensor.offset) as unknown as Ndarray
}

/** A tensor over the ndarray's own storage. Throws a TypeError for storage other than float32, float64 and int32. */
export function fromNdarray(array: Pick<Ndarray, 'shape' | 'stride' | 'offset' | 'dtype'> & { data: unknown }): Tensor {
  const { data, shape, stride, offset, dtype } = array
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array) {
    return new Tensor(data, [...shape], [...stride], offset)
  }
  throw new TypeError(
    `fromNdarray: the array holds ${dtype}; wanted float32, float64 or int32, so copy it into one of them`,
  )
}

/** ndarray-ops over tensors and ndarrays alike, writing into their storage: no gradients, nothing copied. */
export const ops: NdarrayOps = ndarrayOps as unknown as NdarrayOps
