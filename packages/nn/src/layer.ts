import type { Rng, Tensor } from '@m3net/tensor'

/** How a forward pass runs: by argument, never by a global switch. */
export interface Mode {
  /** Batch norm uses the batch's own statistics and updates the running ones; dropout drops. */
  training?: boolean
  /** Where dropout draws from. Needed in training when the model drops anything. */
  rng?: Rng
}

/** What a model is made of: any object with a forward pass. Its parameters are found by walking its fields. */
export interface Layer {
  forward(x: Tensor, mode?: Mode): Tensor
}
