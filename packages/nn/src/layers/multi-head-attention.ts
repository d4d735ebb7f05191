import { add, matmul, ShapeError, show, softmax, Tensor, type Rng } from '@m3net/tensor'
import { xavierUniform } from '../initialisers.ts'
import type { Layer } from '../layer.ts'
import { Parameter } from '../parameter.ts'
import { Linear } from './linear.ts'

export interface AttendOptions {
  /** Added to the scores before the softmax, and broadcast to [N, heads, L, S]: -Infinity hides a position. */
  mask?: Tensor
}

/**
 * Multi-head attention (Vaswani et al. 2017, section 3.2) under torch's names: in_proj_weight [3 E, E] for queries, keys
 * and values, in_proj_bias, out_proj. Batch first.
 */
export class MultiHeadAttention implements Layer {
  readonly inProjWeight: Parameter
  readonly inProjBias: Parameter
  readonly outProj: Linear
  readonly heads: number

  /** `width` is E. Throws {@link ShapeError} when it is no multiple of `heads`. */
  constructor(width: number, heads: number, { rng }: { rng: Rng }) {
    if (width % heads !== 0) {
      throw new ShapeError(`MultiHeadAttention: ${heads} heads do not share a width of ${width}; wanted a divisor`)
    }
    this.inProjWeight = Parameter.of(xavierUniform([3 * width, width], { rng }))
    this.inProjBias = Parameter.of(Tensor.zeros([3 * width]))
    this.outProj = new Linear(width, width, { rng })
    this.outProj.bias?.data.fill(0)
    this.heads = heads
  }

  /** Self-attention: x [N, L, E] -> [N, L, E]. */
  forward(x: Tensor): Tensor {
    return this.attend(x, x, x)
  }

  /** query [N, L, E] looks at key and value [N, S, E] -> [N, L, E]. */
  attend(query: Tensor, key: Tensor, value: Tensor, { mask }: AttendOptions = {}): Tensor {
    const [N, L, E] = query.shape
    if (query.dimension !== 3 || E !== this.outProj.weight.shape[0]) {
      const width = this.outProj.weight.shape[0]
      throw new ShapeError(`MultiHeadAttention: query is ${show(query.shape)}; wanted [N, L, ${width}]`)
    }
    const q = this.project(query, 0).mul(1 / Math.sqrt(E / this.heads))
    const scores = matmul(q, this.project(key, 1).transpose(0, 1, 3, 2))
    const weights = softmax(mask ? add(scores, mask) : scores)
    const mixed = matmul(weights, this.project(value, 2))
    return this.outProj.forward(mixed.transpose(0, 2, 1, 3).reshape([N, L, E]))
  }

  /** One of the three projections, cut into heads: [N, L, E] -> [N, heads, L, E / heads]. */
  private project(x: Tensor, part: 0 | 1 | 2): Tensor {
    const [N, L, E] = x.shape
    const weight = this.inProjWeight.slice(0, part * E, (part + 1) * E)
    const bias = this.inProjBias.slice(0, part * E, (part + 1) * E)
    const y = add(matmul(x, weight.transpose(1, 0)), bias)
    return y.reshape([N, L, this.heads, E / this.heads]).transpose(0, 2, 1, 3)
  }
}
