import { relu, Rng, Tensor } from '@m3net/tensor'
import { BatchNorm2d, Conv2d, DepthwiseSeparable, Dropout, Linear, tensorSource } from '../src/index.ts'
import type { Layer, Mode, TrainingData } from '../src/index.ts'

/** A small depthwise-separable network over x [N, 1, H, W] -> [N, classes]. */
export class SmallNetwork implements Layer {
  readonly stem: Conv2d
  readonly norm: BatchNorm2d
  readonly blocks: DepthwiseSeparable[]
  readonly dropout: Dropout
  readonly head: Linear

  constructor(rng: Rng, { width = 8, classes = 4, dropout = 0 } = {}) {
    this.stem = new Conv2d(1, width, 3, { stride: 2, padding: 1, bias: false, rng })
    this.norm = new BatchNorm2d(width)
    this.blocks = [
      new DepthwiseSeparable(width, 2 * width, { stride: 2, rng }),
      new DepthwiseSeparable(2 * width, 2 * width, { rng }),
    ]
    this.dropout = new Dropout(dropout)
    this.head = new Linear(2 * width, classes, { rng })
  }

  forward(x: Tensor, mode?: Mode): Tensor {
    let y = relu(this.norm.forward(this.stem.forward(x), mode))
    for (const block of this.blocks) y = block.forward(y, mode)
    return this.head.forward(this.dropout.forward(y.mean({ axes: [2, 3] }), mode))
  }
}

/** Noise with a bright stripe whose place is the class: x [items, 1, 8, 6], two classes. */
export function stripes(items: number, seed: string): { x: Tensor; labels: Tensor } {
  const rng = new Rng(seed)
  const x = Tensor.zeros([items, 1, 8, 6])
  const labels = Tensor.zeros([items], 'int32')
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal(0, 0.5)
  for (let n = 0; n < items; n++) {
    labels.data[n] = rng.integer(2)
    for (let w = 0; w < 6; w++) x.set(n, 0, 4 * labels.data[n] + 1, w, 1.5)
  }
  return { x, labels }
}

/** Stripes to learn from, brightened at random in training, and stripes to judge by. */
export function stripeData(items = 26): TrainingData {
  const [train, validation] = [stripes(items, 'train'), stripes(12, 'validation')]
  const source = tensorSource(train.x, train.labels)
  return {
    train: {
      size: items,
      async batch(indices, context) {
        const { x, labels } = await source.batch(indices, context)
        return { x: context.training ? x.mul(context.rng.uniform(0.8, 1.2)) : x, labels }
      },
    },
    validation: tensorSource(validation.x, validation.labels),
  }
}
