import type { ModelCard } from '../model/classifier.ts'
import type { ReportResult } from '../report/training-report.ts'
import type { Recipe } from '../train/recipe.ts'
import type { SplitChoice } from './choose-split.ts'
import { dataName, type DataChoice } from './data-choice.ts'
import type { Run } from './read-run.ts'
import type { Trained } from './train-run.ts'

/** How a model was trained: what its card says under `training`. */
export interface TrainingFacts {
  dataset: string
  data: Omit<DataChoice, 'path'>
  split: SplitChoice & { hash: string; words: string }
  recipe: Recipe
  seed: number
  /** Epoch whose weights these are. */
  epoch: number | undefined
  results: readonly Pick<ReportResult, 'part' | 'accuracy' | 'macroF1' | 'count'>[]
}

/** The card of a trained model: plain data, nothing in it of when or where it was made. */
export function makeCard(
  { config, dataset, split }: Run,
  { normalisation, epoch }: Trained,
  results: readonly ReportResult[],
): ModelCard {
  const { layout, variant, table, missing, unreadable } = config.data
  const training: TrainingFacts = {
    dataset: dataName(config.data, dataset),
    data: { layout: layout ?? dataset.layout, variant, table, missing, unreadable },
    split: { ...config.split, hash: split.hash, words: split.rule },
    recipe: config.recipe,
    seed: config.seed,
    epoch,
    results: results.map(({ part, accuracy, macroF1, count }) => ({ part, accuracy, macroF1, count })),
  }
  const { network, frontEnd } = config
  return {
    format: 'm3net',
    version: 1,
    labels: dataset.labels,
    network,
    frontEnd,
    normalisation,
    training: { ...training },
  }
}
