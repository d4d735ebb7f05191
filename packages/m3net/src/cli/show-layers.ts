import { total, type LayerRow } from '../model/describe.ts'
import { table, thousands } from './terminal.ts'

/** The layers of a network as a table, for an input of mels x frames. */
export function showLayers(rows: readonly LayerRow[], mels: number, frames: number): string {
  const sum = total(rows)
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
