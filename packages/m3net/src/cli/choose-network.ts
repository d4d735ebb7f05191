import type { Attention, Flips, NetworkOptions } from '../model/network.ts'
import type { MirrorMode } from '../model/mirror.ts'
import { preset, presets, type PresetName } from '../model/presets.ts'
import { CommandError } from './command-error.ts'
import type { Options, Specs } from './options.ts'

const names = Object.keys(presets) as PresetName[]
const share = { least: 0, most: 1 }

export const networkOptions: Specs = {
  preset: { value: names.join('|'), help: 'network; default A' },
  attention: { value: 'WORD', help: 'full, mfp, dfp or none: the parts of Mirror Attention' },
  flips: { value: 'WORD', help: 'both, time, frequency or none: the flips that are taken' },
  'theta-time': { value: 'T', help: 'extent of the mirror in time, 0 to 1; default 1' },
  'theta-frequency': { value: 'T', help: 'extent of the mirror in frequency, 0 to 1; default 1' },
  'mirror-mode': { value: 'WORD', help: 'prefix, cyclic or block: what theta below 1 means' },
  eca: { value: 'K', help: 'kernel of the channel attention: an odd number, auto or off; default 3' },
  activation: { value: 'WORD', help: 'relu, hardSwish or silu' },
  dropout: { value: 'P', help: 'before the last layer; default 0' },
  gate: { help: 'a sigmoid on the diagonal features' },
  'product-norm': { help: 'a batch norm after the product' },
  residual: { help: "the block's input added to its product" },
  'one-norm': { help: 'batch norm after pointwise convolutions only' },
}

/** The network that the options ask for. */
export function chooseNetwork(classes: number, options: Options): NetworkOptions {
  const base = preset(options.choice('preset', names) ?? 'A', classes)
  return {
    ...base,
    attention: options.choice<Attention>('attention', ['full', 'mfp', 'dfp', 'none']) ?? base.attention,
    flips: options.choice<Flips>('flips', ['both', 'time', 'frequency', 'none']) ?? base.flips,
    mirrorMode: options.choice<MirrorMode>('mirror-mode', ['prefix', 'cyclic', 'block']) ?? base.mirrorMode,
    theta: {
      time: options.number('theta-time', share) ?? base.theta.time,
      frequency: options.number('theta-frequency', share) ?? base.theta.frequency,
    },
    eca: eca(options) ?? base.eca,
    activation: options.choice('activation', ['relu', 'hardSwish', 'silu'] as const) ?? base.activation,
    dropout: options.number('dropout', { least: 0, most: 0.95 }) ?? base.dropout,
    gate: options.flag('gate') || base.gate,
    productNorm: options.flag('product-norm') || base.productNorm,
    residual: options.flag('residual') || base.residual,
    normAfterDepthwise: options.flag('one-norm') ? false : base.normAfterDepthwise,
  }
}

function eca(options: Options): NetworkOptions['eca'] | undefined {
  const text = options.text('eca')
  if (text === undefined || text === 'auto') return text
  if (text === 'off') return false
  const kernel = Number(text)
  if (Number.isInteger(kernel) && kernel > 0 && kernel % 2 === 1) return kernel
  throw new CommandError(`--eca is ${text}; wanted an odd number, auto or off`, 2)
}
