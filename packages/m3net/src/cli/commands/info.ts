import { Rng } from '@m3net/tensor'
import { describe, total } from '../../model/describe.ts'
import { FrontEnd } from '../../model/front-end.ts'
import { M3Net } from '../../model/m3net.ts'
import { chooseNetwork, networkOptions } from '../choose-network.ts'
import { CommandError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { openModel } from '../open-model.ts'
import { showCard } from '../show-card.ts'
import { showLayers } from '../show-layers.ts'

export const info: Command = {
  usage: 'm3net info [MODEL]',
  about: 'Shows the layers of a model, or of the network that the options ask for: parameters, MACs, memory.',
  most: 1,
  options: {
    classes: { value: 'N', help: 'without a model; default 10' },
    mels: { value: 'N', help: 'mel bands of the input, without a model; default 64' },
    frames: { value: 'N', help: 'frames of the input, without a model; default 128' },
    json: { help: 'as JSON' },
    ...networkOptions,
  },
  async run(options, terminal) {
    const [path] = options.positionals
    const json = options.flag('json')
    if (path !== undefined) {
      const other = options.given.find((name) => name !== 'json')
      if (other !== undefined) {
        throw new CommandError(
          `--${other} was given beside a model, which has its own; leave out the one or the other`,
          2,
        )
      }
      const { card, model } = await openModel(path, 'info')
      const { mels } = card.frontEnd
      const { frames } = new FrontEnd(card.frontEnd)
      const rows = describe(model, mels, frames)
      if (json) terminal.out(JSON.stringify({ card, layers: rows, total: total(rows) }, null, 2))
      else terminal.out([...showCard(card), '', showLayers(rows, mels, frames)].join('\n'))
      return 0
    }
    const size = (name: string, otherwise: number, least = 1): number =>
      options.number(name, { least, most: 100_000, whole: true }) ?? otherwise
    const [mels, frames] = [size('mels', 64), size('frames', 128)]
    const rows = describe(new M3Net(chooseNetwork(size('classes', 10, 2), options), new Rng(0)), mels, frames)
    terminal.out(json ? JSON.stringify({ layers: rows, total: total(rows) }, null, 2) : showLayers(rows, mels, frames))
    return 0
  },
}
