import { BatchNorm2d, DepthwiseSeparable, EfficientChannelAttention, type Layer, type Mode } from '@m3net/nn'
import { add, concat, mul, sigmoid, type Rng, type Tensor } from '@m3net/tensor'
import { mirror } from './mirror.ts'
import { activationOf, ecaKernel, type NetworkOptions } from './network.ts'

const FREQUENCY = 2
const TIME = 3

/**
 * Mirror Attention over x [N, C, H = mel bands, W = frames], the size stays:
 *
 *     MFP = DSConv2(DSConv1(concat(HMF x, VMF x)) + x)        HMF reverses time, VMF frequency
 *     DFP = ECA(DSConv3(CSF x))                               CSF reverses both
 *     MA  = MFP * DFP                                         element by element
 *
 * Source: Jiang, An, Zhao, Qian, "M3Net", AAAI 2025; what it leaves open is an option of the network.
 */
export class MirrorAttention implements Layer {
  readonly dsconv1: DepthwiseSeparable | undefined
  readonly dsconv2: DepthwiseSeparable | undefined
  readonly dsconv3: DepthwiseSeparable | undefined
  readonly eca: EfficientChannelAttention | undefined
  readonly norm: BatchNorm2d | undefined
  private readonly options: NetworkOptions

  constructor(channels: number, options: NetworkOptions, rng: Rng) {
    this.options = options
    const separable = (inputs: number, name: string): DepthwiseSeparable =>
      new DepthwiseSeparable(inputs, channels, {
        normAfterDepthwise: options.normAfterDepthwise,
        activation: activationOf(options),
        rng: rng.split(name),
      })
    if (options.attention !== 'dfp') {
      this.dsconv1 = separable(2 * channels, 'dsconv1')
      this.dsconv2 = separable(channels, 'dsconv2')
    }
    if (options.attention !== 'mfp') {
      this.dsconv3 = separable(channels, 'dsconv3')
      if (options.eca !== false) {
        this.eca = new EfficientChannelAttention({
          kernel: ecaKernel(options.eca, channels),
          rng: rng.split('eca'),
        })
      }
    }
    if (options.productNorm) this.norm = new BatchNorm2d(channels)
  }

  forward(x: Tensor, mode?: Mode): Tensor {
    const factors = [this.mirrorFeatures(x, mode), this.diagonalFeatures(x, mode)].filter(
      (factor) => factor !== undefined,
    )
    let y = factors.reduce((a, b) => mul(a, b))
    if (this.norm) y = this.norm.forward(y, mode)
    return this.options.residual ? add(y, x) : y
  }

  private mirrorFeatures(x: Tensor, mode?: Mode): Tensor | undefined {
    if (!this.dsconv1 || !this.dsconv2) return undefined
    const views = concat([this.reverseTime(x), this.reverseFrequency(x)], { axis: 1 })
    return this.dsconv2.forward(add(this.dsconv1.forward(views, mode), x), mode)
  }

  private diagonalFeatures(x: Tensor, mode?: Mode): Tensor | undefined {
    if (!this.dsconv3) return undefined
    let y = this.dsconv3.forward(this.reverseTime(this.reverseFrequency(x)), mode)
    if (this.eca) y = this.eca.forward(y)
    return this.options.gate ? sigmoid(y) : y
  }

  private reverseTime(x: Tensor): Tensor {
    const { flips, theta, mirrorMode } = this.options
    if (flips === 'none' || flips === 'frequency') return x
    return mirror(x, TIME, { theta: theta.time, mode: mirrorMode })
  }

  private reverseFrequency(x: Tensor): Tensor {
    const { flips, theta, mirrorMode } = this.options
    if (flips === 'none' || flips === 'time') return x
    return mirror(x, FREQUENCY, { theta: theta.frequency, mode: mirrorMode })
  }
}
