import type { Tensor } from '../../src/index.ts'

export type Inputs = Record<string, Tensor>

/** One case of an operation; its inputs and what torch makes of them stand under the same note in golden/ops.json. */
export interface Case {
  note: string
  f: (inputs: Inputs) => Tensor
  /** False at a kink, where finite differences and the gradient may differ. */
  smooth?: boolean
}

/** Cases by the operation's name. */
export type Cases = Record<string, Case[]>
