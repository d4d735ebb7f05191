import { Tensor } from '@m3net/tensor'
import { goldenData, type Golden } from '../../../test-support/golden.ts'

export type GoldenState = Record<string, Golden>

/** One golden array as a tensor. */
export function goldenTensor(golden: Golden): Tensor {
  return Tensor.from(goldenData(golden), golden.shape)
}

/** Golden arrays by name as tensors. */
export function goldenState(state: GoldenState): Map<string, Tensor> {
  return new Map(Object.entries(state).map(([name, golden]) => [name, goldenTensor(golden)]))
}
