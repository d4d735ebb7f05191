import { Tensor } from '../../src/index.ts'
import type { KernelMemory } from './kernel-memory.ts'

/** Ways to lay rows: densely, from the last to the first, or as a slice of longer ones. */
export const rowLayouts = ['dense', 'backwards', 'slice'] as const
export type RowLayout = (typeof rowLayouts)[number]

/** A matrix as kernels see it. */
export interface Rows {
  /** [pointer to row 0, bytes from row to row] */
  place: [number, number]
  read(): Tensor
  /** Throws if anything beside the rows, each `padded` long, has been written. */
  checkMargins(): void
}

/** Lays x [rows, length] into memory, each row in room for `padded` floats. */
export function putRows(memory: KernelMemory, x: Tensor, layout: RowLayout, padded = x.shape[1]): Rows {
  const [rows, length] = x.shape
  const pitch = layout === 'slice' ? padded + 5 : padded
  const start = memory.room(rows * pitch)
  const row = layout === 'backwards' ? -pitch * 4 : pitch * 4
  const pointer = layout === 'backwards' ? start - (rows - 1) * row : layout === 'slice' ? start + 8 : start
  const { data } = x.contiguous()
  for (let i = 0; i < rows; i++) memory.view(pointer + i * row, length).set(data.subarray(i * length, (i + 1) * length))
  return {
    place: [pointer, row],
    read() {
      const y = Tensor.zeros([rows, length], 'float64')
      for (let i = 0; i < rows; i++) y.data.set(memory.view(pointer + i * row, length), i * length)
      return y
    },
    checkMargins() {
      const own = Array.from(
        { length: rows * padded },
        (_, k) => pointer + Math.floor(k / padded) * row + (k % padded) * 4,
      )
      if (!memory.nothingElse(start, rows * pitch, own)) throw new Error(`${layout}: written beside the rows`)
    },
  }
}
