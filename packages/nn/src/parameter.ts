import { Tensor, type Dtype, type Nested } from '@m3net/tensor'

/**
 * A tensor that training changes: always tracked, always dense. Optimisers write to its `data` in place, so it keeps its
 * identity for as long as its layer lives.
 */
export class Parameter extends Tensor {
  override tracked = true

  /** A parameter with the values of a tensor, whose storage it takes over where that is dense, or of nested arrays. */
  static override of(values: Tensor | Nested, dtype: Dtype = 'float32'): Parameter {
    const { data, shape } = values instanceof Tensor ? values.contiguous() : Tensor.of(values, dtype)
    return new Parameter(data, shape)
  }
}
