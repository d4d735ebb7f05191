import { parameters } from '@m3net/nn'
import { ecaKernel, type NetworkOptions } from './network.ts'
import type { M3Net } from './m3net.ts'

/** One layer of the table that `m3net info` prints. */
export interface LayerRow {
  name: string
  /** Shape of the result for one item: [channels, mels, frames], or [classes]. */
  output: readonly number[]
  parameters: number
  /** Multiply-accumulate operations of convolutions and linear layers for one item. */
  macs: number
  /** Numbers that the layer's operations write for one item in training. */
  activations: number
}

type Size = readonly [channels: number, height: number, width: number]

/** The layers of a network for an input of mels x frames. */
export function describe(model: M3Net, mels: number, frames: number): LayerRow[] {
  const { options } = model
  const rows: LayerRow[] = []
  let size: Size = [1, mels, frames]
  const blocks = options.blocks.filter((block) => block.kind !== 'mirror' || options.attention !== 'none')
  blocks.forEach((block, i) => {
    const count = parameters(model.blocks[i]).reduce((total, parameter) => total + parameter.size, 0)
    if (block.kind === 'mirror') {
      rows.push({ name: `MirrorAttention ${size[0]}`, output: size, parameters: count, ...mirrorCost(size, options) })
      return
    }
    const output: Size = [block.channels, halved(size[1], block.stride), halved(size[2], block.stride)]
    const name = `${block.kind === 'conv' ? 'conv' : 'DSConv'} 3x3 s${block.stride} ${size[0]}->${block.channels}`
    const cost = block.kind === 'conv' ? convCost(size[0], output) : separableCost(size[0], output, options)
    rows.push({ name, output, parameters: count, ...cost })
    size = output
  })
  const count = parameters(model.head).reduce((total, parameter) => total + parameter.size, 0)
  const activations = size[0] + options.classes
  rows.push({
    name: 'global average, linear',
    output: [options.classes],
    parameters: count,
    macs: size[0] * options.classes,
    activations,
  })
  return rows
}

/** The sums of a table's columns. */
export function total(rows: readonly LayerRow[]): { parameters: number; macs: number; activations: number } {
  const sum = (key: 'parameters' | 'macs' | 'activations'): number => rows.reduce((all, row) => all + row[key], 0)
  return { parameters: sum('parameters'), macs: sum('macs'), activations: sum('activations') }
}

interface Cost {
  macs: number
  activations: number
}

const halved = (length: number, stride: number): number => Math.floor((length - 1) / stride) + 1

/** Convolution, norm, activation. */
function convCost(inputs: number, [C, H, W]: Size): Cost {
  return { macs: 9 * inputs * C * H * W, activations: 3 * C * H * W }
}

/** Depthwise convolution, perhaps norm, pointwise convolution, norm, activation. */
function separableCost(inputs: number, [C, H, W]: Size, { normAfterDepthwise }: NetworkOptions): Cost {
  const depthwise = (normAfterDepthwise ? 2 : 1) * inputs
  return { macs: (9 * inputs + inputs * C) * H * W, activations: (depthwise + 3 * C) * H * W }
}

function mirrorCost(size: Size, options: NetworkOptions): Cost {
  const [C, H, W] = size
  const { attention, eca } = options
  const parts: Cost[] = []
  if (attention !== 'dfp') {
    parts.push(separableCost(2 * C, size, options), separableCost(C, size, options))
    parts.push({ macs: 0, activations: 3 * C * H * W }) // the two views side by side, and the sum with x
  }
  if (attention !== 'mfp') {
    parts.push(separableCost(C, size, options), { macs: 0, activations: C * H * W })
    if (eca !== false) parts.push({ macs: ecaKernel(eca, C) * C, activations: 3 * C + C * H * W })
    if (options.gate) parts.push({ macs: 0, activations: C * H * W })
  }
  for (const used of [attention === 'full', options.productNorm, options.residual]) {
    if (used) parts.push({ macs: 0, activations: C * H * W })
  }
  return parts.reduce((a, b) => ({ macs: a.macs + b.macs, activations: a.activations + b.activations }))
}
