import { cpus } from 'node:os'
import { extname } from 'node:path'
import { Rng } from '@m3net/tensor'
import { M3Net } from '../../model/m3net.ts'
import { profileHtml, profileSvg } from '../../profile/profile-html.ts'
import { profileNetwork } from '../../profile/profile-network.ts'
import { chooseKernels, kernelOptions, moduleFor } from '../choose-kernels.ts'
import { chooseNetwork, networkOptions } from '../choose-network.ts'
import { CommandError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { openModel } from '../open-model.ts'
import type { Options } from '../options.ts'
import { showProfile } from '../show-profile.ts'
import { writeWhole } from '../write-file.ts'

const sizes = {
  classes: { value: 'N', help: 'without a model; default 10' },
  mels: { value: 'N', help: 'mel bands of the input, without a model; default 64' },
  frames: { value: 'N', help: 'frames of the input, without a model; default 97' },
}

export const profile: Command = {
  usage: 'm3net profile [MODEL]',
  about:
    'Measures where the time of a network goes, layer by layer and kernel by kernel: of a model, or of the options.',
  most: 1,
  options: {
    training: { help: 'a training step: forward, loss, backward, Adam; the default' },
    inference: { help: 'the forward pass alone, with frozen weights' },
    batch: { value: 'N', help: 'inputs in a batch; default 32' },
    seconds: { value: 'S', help: 'how long to measure; default 2' },
    out: { value: 'FILE', help: 'also as a picture: .html with tables, or .svg' },
    json: { help: 'as JSON, call by call' },
    ...kernelOptions,
    ...sizes,
    ...networkOptions,
  },
  async run(options, terminal) {
    const kernels = chooseKernels(options)
    const module = await moduleFor(kernels)
    const out = options.text('out')
    const write = out === undefined ? undefined : { '.html': profileHtml, '.svg': profileSvg }[extname(out)]
    if (out !== undefined && !write)
      throw new CommandError(`--out is ${out}; wanted a name that ends in .html or .svg`, 2)
    if (options.flag('training') && options.flag('inference')) {
      throw new CommandError('--training was given beside --inference; leave out the one or the other', 2)
    }
    const mode = options.flag('inference') ? 'inference' : 'training'
    const batch = options.number('batch', { least: 1, most: 4096, whole: true }) ?? 32
    const seconds = options.number('seconds', { least: 0, most: 600 })
    const { model, mels, frames, title } = await network(options)
    if (kernels !== 'plain' && !module) terminal.note('without WebAssembly there is no plan: operations run one by one')
    const result = profileNetwork(model, { mode, batch, mels, frames }, { module, seconds })
    if (options.flag('json')) terminal.out(JSON.stringify({ ...result, kernels, machine: machine(kernels) }, null, 2))
    else terminal.out(showProfile(result, kernels))
    if (out !== undefined && write) {
      const heading = { title, created: new Date().toISOString(), machine: machine(kernels) }
      await writeWhole(out, write(result, heading))
      terminal.note(`written to ${out}`)
    }
    return 0
  },
}

interface Network {
  model: M3Net
  mels: number
  frames: number
  title: string
}

/** The network of a model file, or that of the options. */
async function network(options: Options): Promise<Network> {
  const [path] = options.positionals
  if (path === undefined) {
    const size = (name: keyof typeof sizes, otherwise: number, least: number): number =>
      options.number(name, { least, most: 10_000, whole: true }) ?? otherwise
    const classes = size('classes', 10, 2)
    const model = new M3Net(chooseNetwork(classes, options), new Rng(0))
    const title = `Preset ${options.text('preset') ?? 'A'}, ${classes} classes`
    return { model, mels: size('mels', 64, 2), frames: size('frames', 97, 2), title }
  }
  const other = options.given.find((name) => Object.hasOwn(sizes, name) || Object.hasOwn(networkOptions, name))
  if (other !== undefined) {
    throw new CommandError(`--${other} was given beside a model, which has its own; leave out the one or the other`, 2)
  }
  const { card, model, frontEnd } = await openModel(path, 'profile')
  return { model, mels: card.frontEnd.mels, frames: frontEnd.frames, title: path }
}

function machine(kernels: string): string {
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}, kernels ${kernels}`
}
