import type { PlateauState } from '../schedules/reduce-on-plateau.ts'
import { CheckpointError } from './checkpoint.ts'
import type { EpochScore, Score } from './events.ts'
import type { ResolvedOptions, TrainingData } from './options.ts'

/** What a checkpoint must agree on with the training that goes on from it. */
export interface Settings {
  seed: string
  items: number
  batchSize: number
  dropLast: boolean
  shards: number
  plateau: boolean
  average: boolean
}

/** Where a training stands: all of it but the tensors. Random streams follow from the seed and the counters. */
export interface Progress {
  settings: Settings
  /** The rate that schedule and plateau scale. */
  lr: number
  /** The present epoch, from 1; steps done in it; steps done in all. */
  epoch: number
  step: number
  steps: number
  /** Sums over the epoch's batches so far. */
  lossSum: number
  correct: number
  seen: number
  /** Epochs since the best one. */
  waited: number
  best: (Score & { epoch: number }) | null
  plateau: PlateauState | null
  history: EpochScore[]
}

export function freshProgress(options: ResolvedOptions, { train }: TrainingData): Progress {
  const { batchSize, dropLast, shards, optimizer, plateau, average, rng } = options
  return {
    settings: {
      seed: rng.save().name,
      items: train.size,
      batchSize,
      dropLast,
      shards,
      plateau: plateau !== undefined,
      average: average !== undefined,
    },
    lr: optimizer.lr,
    epoch: 1,
    step: 0,
    steps: 0,
    ...emptySums(),
    waited: 0,
    best: null,
    plateau: null,
    history: [],
  }
}

export function emptySums(): Pick<Progress, 'lossSum' | 'correct' | 'seen'> {
  return { lossSum: 0, correct: 0, seen: 0 }
}

/** Throws {@link CheckpointError} when a checkpoint's settings differ: going on would not be the same training. */
export function checkSettings(saved: Partial<Settings>, present: Settings): void {
  // Checkpoints of before there were shards say nothing about them.
  const found = { shards: 1, ...saved }
  for (const name of Object.keys(present) as (keyof Settings)[]) {
    if (found[name] === present[name]) continue
    throw new CheckpointError(
      `train: the checkpoint to resume has ${name} ${found[name]} but this training ${present[name]}; wanted the same`,
    )
  }
}

/** Whether a score is better than the best so far: a higher accuracy, or an equal one with a lower loss. */
export function isBetter(score: Score, best: Score | null): boolean {
  if (!best || score.accuracy !== best.accuracy) return !best || score.accuracy > best.accuracy
  return score.loss < best.loss
}
