/** Golden arrays as `golden.py` writes them: a JSON object of { dtype, shape, data }, data little-endian in base64. */
export type Golden = { dtype: string; shape: number[]; data: string }

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array } as const

export type GoldenDtype = keyof typeof arrays

/** The numbers of one golden array, in C order. */
export function goldenData(golden: Golden): Float32Array | Float64Array | Int32Array {
  const make = arrays[golden.dtype as GoldenDtype]
  if (!make) throw new Error(`golden: dtype ${golden.dtype} is none of ${Object.keys(arrays).join(', ')}`)
  return new make(goldenBytes(golden.data).buffer as ArrayBuffer)
}

/** Base64 to bytes. */
export function goldenBytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
