import type { Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'

/** x [N, ...] -> [N, the rest]. */
export class Flatten implements Layer {
  forward(x: Tensor): Tensor {
    return x.reshape([x.shape[0], -1])
  }
}
