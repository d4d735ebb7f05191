import { Tensor } from '@m3net/tensor'
import { check } from './check-options.ts'

/** The numbers of [frames, columns], row after row. Errors begin with `op`. */
export function rowsOf(op: string, rows: Tensor, columns = rows.shape[1]): Float32Array {
  const good = rows.shape.length === 2 && rows.shape[1] === columns
  check(op, good, `the rows are [${rows.shape.join(', ')}]`, `[frames, ${columns ?? 'columns'}]`)
  const { data } = rows.contiguous()
  return data instanceof Float32Array ? data : Float32Array.from(data)
}

/** One number for each row, [frames, columns] -> [frames]. Errors begin with `op`. */
export function measureRows(
  op: string,
  rows: Tensor,
  measure: (row: Float32Array) => number,
  columns = rows.shape[1],
): Tensor {
  const data = rowsOf(op, rows, columns)
  const out = new Float32Array(rows.shape[0])
  return Tensor.from(out.map((_, t) => measure(data.subarray(t * columns, (t + 1) * columns))))
}
