import { Tensor, type Dtype } from '@m3net/tensor'

/** Tensors by name in one buffer, which is handed over to another thread whole. */
export interface PackedTensors {
  buffer: ArrayBuffer
  entries: readonly { name: string; dtype: Dtype; shape: readonly number[]; at: number }[]
}

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array } as const

/** Copies tensors into one buffer. */
export function packTensors(tensors: ReadonlyMap<string, Tensor>): PackedTensors {
  let end = 0
  const entries = [...tensors].map(([name, { dtype, shape, size }]) => {
    const at = end
    // Of the widest type, so that each may follow each.
    end += 8 * Math.ceil((size * arrays[dtype].BYTES_PER_ELEMENT) / 8)
    return { name, dtype, shape, at }
  })
  const buffer = new ArrayBuffer(end)
  for (const { name, dtype, at } of entries) {
    const { data } = tensors.get(name)!.contiguous()
    new arrays[dtype](buffer, at, data.length).set(data)
  }
  return { buffer, entries }
}

/** The tensors in a buffer, not copied. */
export function unpackTensors({ buffer, entries }: PackedTensors): Map<string, Tensor> {
  return new Map(
    entries.map(({ name, dtype, shape, at }) => {
      const size = shape.reduce((product, length) => product * length, 1)
      return [name, Tensor.from(new arrays[dtype](buffer, at, size), shape)]
    }),
  )
}
