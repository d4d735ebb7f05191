import { Rng } from '@m3net/tensor'
import { describe, total, type LayerRow } from '../../model/describe.ts'
import { FrontEnd } from '../../model/front-end.ts'
import { M3Net } from '../../model/m3net.ts'
import { chooseNetwork, networkOptions } from '../choose-network.ts'
import type { Command } from '../command.ts'
import { openModel } from '../open-model.ts'
import { table } from '../terminal.ts'

export const info: Command = {
  usage: 'm3net info [MODEL]',
  about: 'Shows the layers of a model, or of the network that the options ask for: parameters, MACs, memory.',
  options: {
    classes: { value: 'N', help: 'without a model; default 10' },
    mels: { value: 'N', help: 'mel bands of the input, without a model; default 64' },
    frames: { value: 'N', help: 'frames of the input, without a model; default 128' },
    json: { help: 'as JSON' },
    ...networkOptions,
  },
  async run(options, terminal) {
    const [path] = options.positionals
    const size = (name: string, otherwise: number): number =>
      options.number(name, { least: 1, whole: true }) ?? otherwise
    if (path !== undefined) {
      const { card, model } = await openModel(path, 'info')
      const { frames } = new FrontEnd(card.frontEnd)
      const rows = describe(model, card.frontEnd.mels, frames)
      if (options.flag('json')) terminal.out(JSON.stringify({ card, layers: rows, total: total(rows) }, null, 2))
      else terminal.out([...cardLines(card), '', layerTable(rows, card.frontEnd.mels, frames)].join('\n'))
      return 0
    }
    const [mels, frames] = [size('mels', 64), size('frames', 128)]
    const rows = describe(new M3Net(chooseNetwork(size('classes', 10), options), new Rng(0)), mels, frames)
    terminal.out(
      options.flag('json')
        ? JSON.stringify({ layers: rows, total: total(rows) }, null, 2)
        : layerTable(rows, mels, frames),
    )
    return 0
  },
}

function cardLines(card: Awaited<ReturnType<typeof openModel>>['card']): string[] {
  const { sampleRate, seconds, fft, window, hop, mels, low, high } = card.frontEnd
  return [
    `classes    ${card.labels.length}: ${card.labels.join(', ')}`,
    `input      ${seconds} s at ${sampleRate} Hz, window ${window} of ${fft}, hop ${hop}, ${mels} mel bands from ${low} to ${high} Hz`,
    ...Object.entries(card.training).map(
      ([key, value]) => `${key.padEnd(10)} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  ]
}

function layerTable(rows: readonly LayerRow[], mels: number, frames: number): string {
  const sum = total(rows)
  const thousands = (n: number): string => n.toLocaleString('en-US')
  const line = (name: string, output: string, { parameters, macs, activations }: typeof sum): string[] => [
    name,
    output,
    thousands(parameters),
    thousands(macs),
    thousands(Math.round((4 * activations) / 1024)),
  ]
  return table([
    ['layer', 'output', 'parameters', 'MACs', 'kB in training'],
    ['input', `1x${mels}x${frames}`, '', '', ''],
    ...rows.map((row) => line(row.name, row.output.join('x'), row)),
    line('total', '', sum),
  ])
}
