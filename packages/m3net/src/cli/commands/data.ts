import { audit, type Finding } from '../../data/audit.ts'
import { contentHashes } from '../../data/content-hashes.ts'
import { count } from '../../data/dataset.ts'
import { summarise, type Summary } from '../../data/summary.ts'
import { applySplit, chooseSplit, splitOptions } from '../choose-split.ts'
import type { Command } from '../command.ts'
import { dataChoice, dataName, dataOptions, openChoice } from '../data-choice.ts'
import { sentence } from '../sentence.ts'
import { showData } from '../show-data.ts'
import { splitHint } from '../split-hint.ts'

export const data: Command = {
  usage: 'm3net data DIR',
  about: 'Tells what is in a folder: layout, classes, lengths, rates, the split, and what looks wrong.',
  most: 1,
  options: { json: { help: 'as JSON' }, ...dataOptions, ...splitOptions },
  async run(options, terminal, signal) {
    const choice = dataChoice(options)
    const { files, dataset } = await openChoice(choice)
    const chosen = chooseSplit(dataset, options)
    const split = applySplit(dataset, chosen)
    const progress = (done: number, all: number): void =>
      terminal.progress(`reading headers: ${done} of ${all}`, done === all)
    const summary = await summarise(files, dataset, { signal, progress })
    const contents = await contentHashes(files, dataset.items, { signal })
    const broken = new Set(summary.unreadable.map(({ path }) => path))
    const read = [...dataset.items.keys()].filter((i) => !broken.has(dataset.items[i].path))
    const audited = audit(dataset, split, { contents, read })
    const findings = [...unreadable(summary, choice.unreadable), ...audited]
    const name = dataName(choice, dataset)
    if (options.flag('json')) {
      const { train, validation, test, rule, hash, leakage } = split
      const counts = { train: train.length, validation: validation.length, test: test.length }
      terminal.out(JSON.stringify({ ...summary, name, split: { rule, hash, leakage, counts }, findings }, null, 2))
    } else {
      const hint = splitHint(choice, dataset, { rule: chosen.rule, findings: audited })
      const notes = [
        ...findings.map((finding) => `${finding.severity}: ${finding.sentence}`),
        ...[...(hint ? [hint] : []), ...summary.notes].map((note) => `note: ${note}`),
      ]
      terminal.out([showData(name, summary, dataset, split), '', ...notes].join('\n').trimEnd())
    }
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0
  },
}

/** Files without a header that can be read, as the audit would say it. */
function unreadable(
  { unreadable: files }: Summary,
  policy: 'fatal' | 'skip',
): Pick<Finding, 'severity' | 'sentence'>[] {
  const [first] = files
  if (!first) return []
  const reason = sentence(new RangeError(first.reason))
  const how = policy === 'skip' ? 'training leaves them out' : 'mend them, or train with --unreadable skip'
  const text = `${count(files.length, 'file')} cannot be read, the first as ${reason}; ${how}`
  return [{ severity: policy === 'skip' ? 'warning' : 'error', sentence: text }]
}
