import type { Evaluation } from './evaluate.ts'

export interface Score {
  /** Mean over the items, of `judgeBy` where a training tells it. */
  loss: number
  /** Share of the items that were right. */
  accuracy: number
}

/** After every step. Epochs and steps count from 1. */
export interface StepEvent extends Score {
  kind: 'step'
  epoch: number
  /** Step within the epoch; `loss` and `accuracy` are those of its batch, `loss` being what was minimised. */
  step: number
  /** Steps in an epoch. */
  steps: number
  /** Over the epoch's batches so far, by `judgeBy`. */
  soFar: Score
  /** The learning rate used. */
  lr: number
  samplesPerSecond: number
  /** Seconds to the last epoch's end, by the pace so far. */
  remaining: number
}

/** An epoch in the history. */
export interface EpochScore {
  epoch: number
  /** Over the epoch's batches, as they were met in training. */
  train: Score
  validation?: Score
  /** The last learning rate used. */
  lr: number
  /** The best so far: by accuracy in validation (or training, when there is none), equal accuracies by loss. */
  best: boolean
}

/** After every epoch and its validation. */
export interface EpochEvent extends EpochScore {
  kind: 'epoch'
  validation?: Evaluation
  /** Spent in steps and validation. */
  seconds: number
}

export interface EndEvent {
  kind: 'end'
  reason: 'finished' | 'early stop' | 'aborted'
  /** Epochs completed. */
  epochs: number
}

export type TrainingEvent = StepEvent | EpochEvent | EndEvent
