import { evaluate as evaluateModel } from '@m3net/nn'
import { parts, showList, type Dataset, type Part } from '../../data/dataset.ts'
import type { Split } from '../../data/split.ts'
import { scorePart } from '../../evaluate/score-part.ts'
import type { Classifier } from '../../model/classifier.ts'
import { featureSource } from '../../train/feature-source.ts'
import { chooseKernels, compilerFor, kernelOptions } from '../choose-kernels.ts'
import { applySplit, wholeSplit, type SplitChoice } from '../choose-split.ts'
import { CommandError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { dataChoice, dataOptions, type DataChoice } from '../data-choice.ts'
import { cacheFolder, cacheOptions, loadAll, partOf } from '../load-run-data.ts'
import { openForModel } from '../open-for-model.ts'
import { openModel } from '../open-model.ts'
import { clips, lossText, percent, table } from '../terminal.ts'
import { watched } from '../watched.ts'
import { workersOf, workersOption } from '../workers-option.ts'

export const evaluate: Command = {
  usage: 'm3net eval MODEL DIR',
  about: 'Measures a model on a folder: on the part held out in its training, or on all of a folder it has not seen.',
  most: 2,
  options: {
    part: { value: 'PART', help: 'train, validation, test or all; default what was held out' },
    json: { help: 'as JSON, with the confusion matrix' },
    ...kernelOptions,
    ...dataOptions,
    ...cacheOptions,
    ...workersOption,
  },
  async run(options, terminal, signal) {
    const asked = options.choice('part', [...parts, 'all'])
    const kernels = chooseKernels(options)
    const classifier = await openModel(options.positionals[0], 'eval')
    const trained = classifier.card.training as { data?: Partial<DataChoice>; split?: SplitChoice & { hash: string } }
    const { labels } = classifier.card
    const opened = await openForModel(dataChoice(options, 1), { options, trained: trained.data, labels })
    const { files, dataset, choice } = opened
    const layout = trained.data?.layout
    if (layout !== undefined && dataset.layout !== layout) {
      terminal.note(`the folder is read as ${dataset.layout}; the model was trained on ${layout}`)
    }
    checkLabels(classifier, dataset)
    const { split, part, why } = choosePart(dataset, trained.split, asked)
    terminal.note(why)
    const request = {
      files,
      root: choice.path,
      dataset,
      frontEnd: classifier.card.frontEnd,
      kernels,
      unreadable: choice.unreadable,
      cache: cacheFolder(options),
      workers: workersOf(options),
    }
    const features = await loadAll(request, terminal, signal)
    const data = partOf(dataset, labels, features, split, part)
    if (data.rows.length === 0)
      throw new CommandError(`the ${part} part is empty; wanted at least one clip; choose another by --part`)
    const source = watched(featureSource(data, classifier.card.normalisation), 'evaluating', terminal)
    const score = scorePart(
      'test',
      await evaluateModel(classifier.model, source, { signal, compile: await compilerFor(kernels) }),
      labels,
    )
    const { accuracy, macroF1, loss, count } = score
    if (options.flag('json'))
      terminal.out(JSON.stringify({ ...score, part: asked ?? part, split: split.rule, splitHash: split.hash }, null, 2))
    else {
      const rows = score.perClass.map(({ label, precision, recall, f1, support }) => [
        label,
        ...[precision, recall, f1].map(percent),
        String(support),
      ])
      terminal.out(table([['class', 'precision', 'recall', 'F1', 'clips'], ...rows]))
      const absent = score.perClass.filter(({ support }) => support === 0).map(({ label }) => label)
      if (absent.length > 0) terminal.note(`note: no clips of ${showList(absent)}; macro-F1 counts such a class as 0`)
      terminal.out(
        `accuracy ${percent(accuracy)}, macro-F1 ${percent(macroF1)}, loss ${lossText(loss)}, ${clips(count)}`,
      )
    }
    return 0
  },
}

/** The part that was held out when the data set is the one of the training; else all of it. */
function choosePart(
  dataset: Dataset,
  choice: (SplitChoice & { hash: string }) | undefined,
  asked: Part | 'all' | undefined,
): { split: Split; part: Part; why: string } {
  const whole = { split: wholeSplit(dataset), part: 'test' as const }
  if (asked === 'all') return { ...whole, why: 'all clips, those of the training too if they are among them' }
  const same = choice && sameSplit(dataset, choice)
  if (same) {
    const part = asked ?? (same.test.length > 0 ? 'test' : 'validation')
    return { split: same, part, why: `the ${part} part of the training's split (${same.rule})` }
  }
  if (asked !== undefined) {
    throw new CommandError(
      `--part ${asked} was given, but the model was not trained on these files, which therefore have no parts; evaluate them with --part all`,
    )
  }
  return { ...whole, why: 'all clips: they are not the list that the model was trained on (some may be among them)' }
}

function sameSplit(dataset: Dataset, choice: SplitChoice & { hash: string }): Split | undefined {
  try {
    const split = applySplit(dataset, choice)
    return split.hash === choice.hash ? split : undefined
  } catch {
    return undefined // The data set lacks what the rule needs: it is another one.
  }
}

function checkLabels({ card }: Classifier, dataset: Dataset): void {
  const unknown = dataset.labels.filter((label) => !card.labels.includes(label))
  if (unknown.length === 0) return
  throw new CommandError(
    `the folder has classes that the model does not know (${showList(unknown, 5)}); wanted only some of its ${card.labels.length}: ${showList(card.labels)}`,
  )
}
