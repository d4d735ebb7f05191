import { goldenData, type Golden } from '../../../test-support/golden.ts'
import { Tensor, type Data, type Dtype } from '../src/index.ts'
import type { Inputs } from './cases/case.ts'
import golden from './golden/ops.json' with { type: 'json' }

interface Row {
  note: string
  inputs: Record<string, Golden>
  y?: Golden
  seed?: Golden
  gradients?: Record<string, Golden>
}

/** What torch made of one case, in float64. Without `y` torch has no such operation. */
export interface GoldenCase {
  inputs: Inputs
  y?: Tensor
  seed?: Tensor
  gradients: Inputs
}

const rows = golden as unknown as Record<string, Row[]>

/** The golden case of an operation, with its floating inputs in `dtype`. */
export function goldenCase(op: string, note: string, dtype: Dtype = 'float64'): GoldenCase {
  const row = rows[op]?.find((row) => row.note === note)
  if (!row) throw new Error(`golden/ops.json has no case "${note}" of ${op}; run golden/make_ops.py`)
  return {
    inputs: all(row.inputs, dtype),
    y: row.y && tensor(row.y, dtype),
    seed: row.seed && tensor(row.seed, dtype),
    gradients: all(row.gradients ?? {}, dtype),
  }
}

/** Operation and note of every golden case. */
export function goldenNotes(): string[] {
  return Object.entries(rows).flatMap(([op, list]) => list.map(({ note }) => `${op}: ${note}`))
}

function all(arrays: Record<string, Golden>, dtype: Dtype): Inputs {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, tensor(array, dtype)]))
}

function tensor(array: Golden, dtype: Dtype): Tensor {
  const data = goldenData(array)
  const cast = (): Data => (dtype === 'float64' ? Float64Array.from(data) : Float32Array.from(data))
  return Tensor.from(data instanceof Int32Array ? data : cast(), array.shape)
}
