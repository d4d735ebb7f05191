import { BatchNorm2d, Conv2d, DepthwiseSeparable, Dropout, Linear, type Layer, type Mode } from '@m3net/nn'
import { mean, ShapeError, show, type Rng, type Tensor } from '@m3net/tensor'
import { MirrorAttention } from './mirror-attention.ts'
import { activationOf, type NetworkOptions } from './network.ts'

/** A 3x3 convolution, batch norm and activation: the network's first block. */
export class Stem implements Layer {
  readonly conv: Conv2d
  readonly norm: BatchNorm2d
  private readonly activate: (x: Tensor) => Tensor

  constructor(inputs: number, outputs: number, stride: number, options: NetworkOptions, rng: Rng) {
    this.conv = new Conv2d(inputs, outputs, 3, { stride, padding: 1, bias: false, rng })
    this.norm = new BatchNorm2d(outputs)
    this.activate = activationOf(options)
  }

  forward(x: Tensor, mode?: Mode): Tensor {
    return this.activate(this.norm.forward(this.conv.forward(x), mode))
  }
}

/**
 * The Mini Mirror Multi-View Network, a reconstruction: the publication gives equations, not a table of layers.
 * forward: log-mel [N, 1, mels, frames] -> logits [N, classes].
 * Source: Jiang, An, Zhao, Qian, "M3Net: Efficient Time-Frequency Integration Network with Mirror Attention for Audio
 * Classification on Edge", AAAI 2025, Proc. AAAI 39(17), pp. 17644-17652.
 */
export class M3Net implements Layer {
  readonly options: NetworkOptions
  readonly blocks: readonly Layer[]
  readonly dropout: Dropout
  readonly head: Linear

  constructor(options: NetworkOptions, rng: Rng) {
    this.options = options
    const blocks: Layer[] = []
    let channels = 1
    options.blocks.forEach((block, i) => {
      const stream = rng.split(`block ${i}`)
      if (block.kind === 'mirror') {
        if (options.attention !== 'none') blocks.push(new MirrorAttention(channels, options, stream))
        return
      }
      const { normAfterDepthwise } = options
      const activation = activationOf(options)
      blocks.push(
        block.kind === 'conv'
          ? new Stem(channels, block.channels, block.stride, options, stream)
          : new DepthwiseSeparable(channels, block.channels, {
              stride: block.stride,
              normAfterDepthwise,
              activation,
              rng: stream,
            }),
      )
      channels = block.channels
    })
    this.blocks = blocks
    this.dropout = new Dropout(options.dropout)
    this.head = new Linear(channels, options.classes, { rng: rng.split('head') })
  }

  forward(x: Tensor, mode?: Mode): Tensor {
    if (x.dimension !== 4 || x.shape[1] !== 1) {
      throw new ShapeError(`M3Net: x is ${show(x.shape)}; wanted log-mel features [N, 1, mels, frames]`)
    }
    const features = this.blocks.reduce((y, block) => block.forward(y, mode), x)
    return this.head.forward(this.dropout.forward(mean(features, { axes: [2, 3] }), mode))
  }
}
