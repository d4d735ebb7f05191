import type { Dtype } from './dtype.ts'
import type { Shape } from './shape.ts'
import type { Nested } from './strided-array.ts'
import { Tensor } from './tensor.ts'

/** A tensor with the values of nested arrays: `tensor([[1, 2], [3, 4]])`. */
export function tensor(values: Nested, dtype: Dtype = 'float32'): Tensor {
  return Tensor.of(values, dtype)
}

export function zeros(shape: Shape, dtype: Dtype = 'float32'): Tensor {
  return Tensor.zeros(shape, dtype)
}

export function ones(shape: Shape, dtype: Dtype = 'float32'): Tensor {
  return Tensor.full(shape, 1, dtype)
}

export function full(shape: Shape, value: number, dtype: Dtype = 'float32'): Tensor {
  return Tensor.full(shape, value, dtype)
}

/** The numbers from `start` on in steps, before `end`. Throws a RangeError when the steps do not lead there. */
export function arange(start: number, end: number, step = 1, dtype: Dtype = 'float32'): Tensor {
  const count = Math.ceil((end - start) / step)
  if (!(count >= 0 && Number.isFinite(count))) {
    throw new RangeError(`arange: steps of ${step} do not lead from ${start} to ${end}; wanted a step towards the end`)
  }
  const y = Tensor.zeros([count], dtype)
  for (let i = 0; i < count; i++) y.data[i] = start + i * step
  return y
}
