import { audit } from '../../data/audit.ts'
import { contentHashes } from '../../data/content-hashes.ts'
import { showSummary, summarise } from '../../data/summary.ts'
import { applySplit, chooseSplit, splitOptions } from '../choose-split.ts'
import type { Command } from '../command.ts'
import { dataChoice, dataOptions, openChoice } from '../data-choice.ts'
import { splitLines } from '../split-lines.ts'

export const data: Command = {
  usage: 'm3net data DIR',
  about: 'Tells what is in a folder: layout, classes, lengths, rates, the split, and what looks wrong.',
  options: { ...dataOptions, ...splitOptions, json: { help: 'as JSON' } },
  async run(options, terminal, signal) {
    const { files, dataset } = await openChoice(dataChoice(options))
    const progress = (done: number, all: number): void => terminal.progress(`reading headers: ${done} of ${all}`)
    const summary = await summarise(files, dataset, { signal, progress })
    const split = applySplit(dataset, chooseSplit(dataset, options))
    const findings = audit(dataset, split, { contents: await contentHashes(files, dataset.items, { signal }) })
    if (options.flag('json')) {
      const { train, validation, test } = split
      const counts = { train: train.length, validation: validation.length, test: test.length }
      const { rule, hash, leakage } = split
      terminal.out(JSON.stringify({ ...summary, split: { rule, hash, leakage, counts }, findings }, null, 2))
    } else {
      terminal.out([showSummary(summary), '', ...splitLines(split)].join('\n'))
      for (const { severity, sentence } of findings) terminal.out(`${severity}: ${sentence}`)
    }
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0
  },
}
