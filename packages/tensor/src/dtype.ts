/** Element types: float32 unless said otherwise, float64 for checks of gradients, int32 for labels and indices. */
export type Dtype = 'float32' | 'float64' | 'int32'

export type Data = Float32Array | Float64Array | Int32Array

/** A new zeroed array for `size` elements of `dtype`. */
export function allocate(dtype: Dtype, size: number): Data {
  if (dtype === 'float32') return new Float32Array(size)
  return dtype === 'float64' ? new Float64Array(size) : new Int32Array(size)
}

/** Whether int32 holds a number as it is. */
export function isInt32(value: number): boolean {
  return (value | 0) === value
}

export function dtypeOf(data: Data): Dtype {
  if (data instanceof Float32Array) return 'float32'
  return data instanceof Float64Array ? 'float64' : 'int32'
}
