import { adaptiveAvgPool2d, avgPool2d, maxPool2d, type Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'

export interface Pool2dOptions {
  /** The kernel's size when left out. */
  stride?: number | readonly number[]
  padding?: number | readonly number[]
}

/** Largest element under a window of `kernel` over x [N, C, H, W]. */
export class MaxPool2d implements Layer {
  readonly options: Pool2dOptions & { kernel: number | readonly number[] }

  constructor(kernel: number | readonly number[], options: Pool2dOptions = {}) {
    this.options = { kernel, ...options }
  }

  forward(x: Tensor): Tensor {
    return maxPool2d(x, this.options)
  }
}

/** Mean under a window of `kernel` over x [N, C, H, W]. */
export class AvgPool2d implements Layer {
  readonly options: Pool2dOptions & { kernel: number | readonly number[] }

  constructor(kernel: number | readonly number[], options: Pool2dOptions = {}) {
    this.options = { kernel, ...options }
  }

  forward(x: Tensor): Tensor {
    return avgPool2d(x, this.options)
  }
}

/** Means of a grid of `size` cells over x [N, C, H, W] -> [N, C, ...size]. */
export class AdaptiveAvgPool2d implements Layer {
  readonly size: number | readonly number[]

  constructor(size: number | readonly number[]) {
    this.size = size
  }

  forward(x: Tensor): Tensor {
    return adaptiveAvgPool2d(x, { size: this.size })
  }
}

/** Mean of each channel: x [N, C, ...] -> [N, C]. */
export class GlobalAveragePool implements Layer {
  forward(x: Tensor): Tensor {
    return x.mean({ axes: x.shape.map((_, axis) => axis).slice(2) })
  }
}
