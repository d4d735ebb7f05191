import type { Dtype } from './dtype.ts'

// The format: https://github.com/huggingface/safetensors#format. Eight bytes with the length of the header (little-endian), the
// header (JSON, spaces at its end so that the data begins at a multiple of 8), then the data, each tensor after the other.

/** A safetensors file that is broken, or a map of tensors that cannot be written as one. */
export class SafetensorsError extends Error {
  override name = 'SafetensorsError'
}

/** Element types as the format calls them. */
export type Code = 'F64' | 'F32' | 'I32'

export const codes: Record<Dtype, Code> = { float64: 'F64', float32: 'F32', int32: 'I32' }
export const arrays = { F64: Float64Array, F32: Float32Array, I32: Int32Array }
export const widths: Record<Code, number> = { F64: 8, F32: 4, I32: 4 }

/** What the header says of one tensor. */
export interface Entry {
  dtype: Code
  shape: readonly number[]
  /** First byte and the one past the last, counted from the end of the header. */
  data_offsets: readonly [number, number]
}
