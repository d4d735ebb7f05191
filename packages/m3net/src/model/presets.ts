import { openChoices, type Block, type NetworkOptions } from './network.ts'

const conv = (channels: number): Block => ({ kind: 'conv', channels, stride: 2 })
const separable = (channels: number, stride = 2): Block => ({ kind: 'separable', channels, stride })
const mirror: Block = { kind: 'mirror' }

/**
 * Members of the family that the publication's parameter counts allow (0.029 M at 10 classes, 0.031 M at 35). The counts do
 * not identify the network; A is the default.
 */
export const presets = {
  /** 16-32-64 with Mirror Attention at 32 and at 64. */
  A: { ...openChoices, blocks: [conv(16), separable(32), mirror, separable(64), mirror] },
  /** 8-16-64 with Mirror Attention in every stage, then one separable convolution. */
  B: {
    ...openChoices,
    blocks: [conv(8), mirror, separable(16), mirror, separable(64), mirror, separable(64, 1)],
  },
  /** 16-48-80 with two Mirror Attentions at 48: the most compute a parameter. */
  C: { ...openChoices, normAfterDepthwise: false, blocks: [conv(16), separable(48), mirror, mirror, separable(80)] },
  /** 16-32-72 with one Mirror Attention at 72: the least compute. */
  D: { ...openChoices, blocks: [conv(16), separable(32), separable(72), mirror] },
} as const satisfies Record<string, Omit<NetworkOptions, 'classes'>>

export type PresetName = keyof typeof presets

/** A preset's options for so many classes, with some of them replaced. */
export function preset(name: PresetName, classes: number, changes: Partial<NetworkOptions> = {}): NetworkOptions {
  return { ...presets[name], ...changes, classes }
}
