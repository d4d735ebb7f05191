import {
  gelu,
  hardSwish,
  leakyRelu,
  relu,
  sigmoid,
  silu,
  softplus,
  tanh,
  type GeluOptions,
  type Tensor,
} from '@m3net/tensor'
import type { Layer } from '../layer.ts'

// Activations as layers, for Sequential; the operations of the same name hold their formulas.

export class Relu implements Layer {
  forward(x: Tensor): Tensor {
    return relu(x)
  }
}

export class LeakyRelu implements Layer {
  readonly slope: number

  constructor(slope = 0.01) {
    this.slope = slope
  }

  forward(x: Tensor): Tensor {
    return leakyRelu(x, { slope: this.slope })
  }
}

export class Sigmoid implements Layer {
  forward(x: Tensor): Tensor {
    return sigmoid(x)
  }
}

export class Tanh implements Layer {
  forward(x: Tensor): Tensor {
    return tanh(x)
  }
}

export class Silu implements Layer {
  forward(x: Tensor): Tensor {
    return silu(x)
  }
}

export class HardSwish implements Layer {
  forward(x: Tensor): Tensor {
    return hardSwish(x)
  }
}

export class Softplus implements Layer {
  forward(x: Tensor): Tensor {
    return softplus(x)
  }
}

export class Gelu implements Layer {
  readonly options: GeluOptions

  constructor(options: GeluOptions = {}) {
    this.options = options
  }

  forward(x: Tensor): Tensor {
    return gelu(x, this.options)
  }
}
