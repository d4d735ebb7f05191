import type { Dataset } from '../data/dataset.ts'
import { foldSplit, foldsOf, groupedRandomSplit, leaveGroupsOut, officialSplit, randomSplit } from '../data/splits.ts'
import { describeSplit, type Split } from '../data/split.ts'
import { CommandError } from './command-error.ts'
import type { Options, Specs } from './options.ts'

const rules = ['official', 'fold', 'group', 'grouped', 'random'] as const

/** Which items train and which are held out. Plain data: the run's configuration and the model's card hold it. */
export interface SplitChoice {
  rule: (typeof rules)[number]
  /** Fold that tests, and the one that validates. */
  fold?: string
  validationFold?: string
  /** Groups that test. */
  leaveOut?: readonly string[]
  /** Share of the items that a random rule holds out. */
  holdout: number
  /** Share of the items that validate, under a random rule. */
  validation: number
  seed: number
}

export const splitOptions: Specs = {
  split: {
    value: 'RULE',
    help: `${rules.join(', ')}; default: the first of official, fold, grouped, random that the data has the facts for`,
  },
  fold: { value: 'NAME', help: 'fold to test on; default the last' },
  'validation-fold': { value: 'NAME', help: 'fold to validate on; default none' },
  'leave-out': { value: 'NAMES', help: 'groups (speakers, recordings) to test on, separated by commas' },
  holdout: { value: 'SHARE', help: 'share of the items to test on, under grouped and random; default 0.2' },
  validation: { value: 'SHARE', help: 'share of the items to validate on, under grouped and random; default 0' },
  'split-seed': { value: 'N', help: 'seed of a random split; default 0, whatever the training seed' },
}

/** What the command line asks for, or else the first rule that the data set has the facts for. */
export function chooseSplit(dataset: Dataset, options: Options): SplitChoice {
  const fold = options.text('fold')
  const leaveOut = options
    .text('leave-out')
    ?.split(',')
    .map((name) => name.trim())
  const asked = options.choice('split', rules) ?? (fold ? 'fold' : leaveOut ? 'group' : undefined)
  const rule = asked ?? offered(dataset)
  checkChoice(rule, options)
  return {
    rule,
    fold: rule === 'fold' ? (fold ?? foldsOf(dataset).at(-1)) : undefined,
    validationFold: options.text('validation-fold'),
    leaveOut,
    holdout: options.number('holdout', { least: 0, most: 0.9 }) ?? 0.2,
    validation: options.number('validation', { least: 0, most: 0.9 }) ?? 0,
    seed: options.number('split-seed', { whole: true }) ?? 0,
  }
}

/** The rules that heed an option. */
const heeding: Readonly<Record<string, readonly SplitChoice['rule'][]>> = {
  fold: ['fold'],
  'validation-fold': ['fold'],
  'leave-out': ['group'],
  holdout: ['grouped', 'random'],
  validation: ['grouped', 'random'],
  'split-seed': ['grouped', 'random'],
}

/** Throws a CommandError for an option that the rule passes over, or lacks. */
function checkChoice(rule: SplitChoice['rule'], options: Options): void {
  for (const [name, under] of Object.entries(heeding)) {
    if (!options.has(name) || under.includes(rule)) continue
    throw new CommandError(
      `--${name} says nothing under the split rule ${rule}; leave it out, or add --split ${under.join(' or ')}`,
      2,
    )
  }
  if (rule === 'group' && !options.has('leave-out')) {
    throw new CommandError('--split group was given without groups to test on; add --leave-out NAMES', 2)
  }
  const [test, validation] = ['holdout', 'validation'].map((name) => options.number(name, { least: 0, most: 0.9 }))
  const held = (test ?? 0.2) + (validation ?? 0)
  if (held > 0 && held < 1) return
  throw new CommandError(
    `--holdout ${test ?? 0.2} and --validation ${validation ?? 0} hold out ${held.toFixed(2)} of the clips; wanted more than 0 and less than 1`,
    2,
  )
}

function offered({ items }: Dataset): SplitChoice['rule'] {
  if (items.every(({ part }) => part !== undefined)) return 'official'
  if (items.every(({ fold }) => fold !== undefined)) return 'fold'
  return items.every(({ group }) => group !== undefined) ? 'grouped' : 'random'
}

/** Carries a choice out. */
export function applySplit(dataset: Dataset, choice: SplitChoice): Split {
  const random = { test: choice.holdout, validation: choice.validation, seed: choice.seed }
  if (choice.rule === 'official') return officialSplit(dataset)
  if (choice.rule === 'grouped') return groupedRandomSplit(dataset, random)
  if (choice.rule === 'random') return randomSplit(dataset, random)
  if (choice.rule === 'group') return leaveGroupsOut(dataset, { test: choice.leaveOut ?? [] })
  return foldSplit(dataset, { test: choice.fold ?? '', validation: choice.validationFold })
}

/** Every item in the test part: what evaluation uses where the model was trained on other data. */
export function wholeSplit(dataset: Dataset): Split {
  return describeSplit(dataset, 'all items', { train: [], validation: [], test: dataset.items.map((_, i) => i) })
}
