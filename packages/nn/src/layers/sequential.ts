import type { Tensor } from '@m3net/tensor'
import type { Layer, Mode } from '../layer.ts'

/** Layers one after the other; their tensors are named by position, `0.weight`. */
export class Sequential implements Layer {
  readonly layers: readonly Layer[]

  constructor(...layers: Layer[]) {
    this.layers = layers
  }

  forward(x: Tensor, mode?: Mode): Tensor {
    return this.layers.reduce((y, layer) => layer.forward(y, mode), x)
  }
}
