import { EfficientChannelAttention } from '@m3net/nn'
import { hardSwish, relu, silu, type Tensor } from '@m3net/tensor'
import type { MirrorMode } from './mirror.ts'

/** One block of the network: a plain or a depthwise separable 3x3 convolution, or a Mirror Attention at the width it meets. */
export type Block = { kind: 'conv' | 'separable'; channels: number; stride: number } | { kind: 'mirror' }

/** Which flips are taken; the others are the identity, which changes no parameter count: the control of an ablation. */
export type Flips = 'both' | 'time' | 'frequency' | 'none'

/** Which part of Mirror Attention is there: both factors, one of them, or none (the block is left out). */
export type Attention = 'full' | 'mfp' | 'dfp' | 'none'

/** Everything that defines an M3Net but its weights. Plain data: a model file holds it as JSON. */
export interface NetworkOptions {
  /** Number of classes. */
  classes: number
  /** The blocks between the input [1, mels, frames] and the global average. */
  blocks: readonly Block[]
  /** A batch norm after the depthwise convolution too, not only after the pointwise one. */
  normAfterDepthwise: boolean
  activation: 'relu' | 'hardSwish' | 'silu'
  /** Kernel of Efficient Channel Attention; `auto` is ECA-Net's rule (CVPR 2020), false leaves it out. */
  eca: number | 'auto' | false
  /** A sigmoid on the diagonal features before the product. */
  gate: boolean
  /** A batch norm after the product. */
  productNorm: boolean
  /** The block's input added to its product. */
  residual: boolean
  /** Probability of dropping a feature before the last layer. */
  dropout: number
  flips: Flips
  attention: Attention
  /** Extent of the mirror in time and in frequency; see {@link mirror}. */
  theta: { time: number; frequency: number }
  mirrorMode: MirrorMode
}

/** What the publication leaves open, as the reconstruction closes it. */
export const openChoices = {
  normAfterDepthwise: true,
  activation: 'relu',
  eca: 3,
  gate: false,
  productNorm: false,
  residual: false,
  dropout: 0,
  flips: 'both',
  attention: 'full',
  theta: { time: 1, frequency: 1 },
  mirrorMode: 'prefix',
} as const satisfies Omit<NetworkOptions, 'classes' | 'blocks'>

/** Kernel length of channel attention over so many channels. */
export function ecaKernel(eca: number | 'auto', channels: number): number {
  return eca === 'auto' ? EfficientChannelAttention.kernelFor(channels) : eca
}

/** The activation function of a network. */
export function activationOf({ activation }: Pick<NetworkOptions, 'activation'>): (x: Tensor) => Tensor {
  return { relu, hardSwish, silu }[activation]
}
