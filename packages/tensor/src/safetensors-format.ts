import type { Dtype } from './dtype.ts'

// The format: https://github.com/huggingface/safetensors#format. Eight bytes with the length of the header (little-endian), the
// header (JSON, spaces at its end so that the data begins at a multiple of 8), then the data, each tensor after the other.

/** A safetensors file that is broken, or a map of tensors that cannot be written as one. */
export class SafetensorsError extends Error {
  override name = 'SafetensorsError'
}

/** Element types that are written, as the format calls them. */
export type Code = 'F64' | 'F32' | 'I32'

/** Those that are read: half precision too, and the wide integers that torch counts batches with. */
export type StoredCode = Code | 'F16' | 'BF16' | 'I64'

export const codes: Record<Dtype, Code> = { float64: 'F64', float32: 'F32', int32: 'I32' }
export const widths: Record<StoredCode, number> = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4 }

/** What each is read into. */
export const dtypes: Record<StoredCode, Dtype> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float32',
  BF16: 'float32',
  I64: 'int32',
  I32: 'int32',
}

/** What the header says of one tensor. */
export interface Entry {
  dtype: StoredCode
  shape: readonly number[]
  /** First byte and the one past the last, counted from the end of the header. */
  data_offsets: readonly [number, number]
}
