import { relu, sigmoid, type Rng, type Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import { Conv2d } from './conv2d.ts'

export interface SqueezeExciteOptions {
  /** Between the two layers. */
  activation?: (x: Tensor) => Tensor
  /** From the second layer to the scale of each channel. */
  gate?: (x: Tensor) => Tensor
  rng: Rng
}

/**
 * Squeeze and excitation (Hu et al. 2018) of x [N, channels, H, W]: the mean of each channel passes two 1x1 layers,
 * channels -> reduced -> channels, and a gate, and scales its channel. Named as torchvision's: fc1, fc2.
 */
export class SqueezeExcite implements Layer {
  readonly fc1: Conv2d
  readonly fc2: Conv2d
  readonly activation: (x: Tensor) => Tensor
  readonly gate: (x: Tensor) => Tensor

  constructor(channels: number, reduced: number, { activation = relu, gate = sigmoid, rng }: SqueezeExciteOptions) {
    this.fc1 = new Conv2d(channels, reduced, 1, { rng })
    this.fc2 = new Conv2d(reduced, channels, 1, { rng })
    this.activation = activation
    this.gate = gate
  }

  forward(x: Tensor): Tensor {
    const squeezed = x.mean({ axes: [2, 3], keepDims: true })
    return x.mul(this.gate(this.fc2.forward(this.activation(this.fc1.forward(squeezed)))))
  }
}
