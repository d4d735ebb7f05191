import type { Tensor } from '@m3net/tensor'

/** The numbers of [frames, columns], row after row. Errors begin with `op`. */
export function rowsOf(
  op: string,
  rows: Tensor,
  columns = rows.shape[1],
): { data: Float32Array; frames: number; columns: number } {
  if (rows.shape.length !== 2 || rows.shape[1] !== columns) {
    throw new RangeError(`${op}: the rows are [${rows.shape.join(', ')}]; wanted [frames, ${columns ?? 'columns'}]`)
  }
  const { data } = rows.contiguous()
  return { data: data instanceof Float32Array ? data : Float32Array.from(data), frames: rows.shape[0], columns }
}
