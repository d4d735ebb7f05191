/** A value of plain JSON, for configurations. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** All that the page of a training run shows; strings, numbers and typed arrays only. */
export interface TrainingReport {
  title: string
  /** When the report was made, as an ISO instant (`2026-01-31T14:05:00Z`). */
  created: string
  dataset: ReportDataset
  split: ReportSplit
  /** Front end, network, training and whatever else made the result: each top-level key becomes a table. */
  configuration: { readonly [section: string]: Json | undefined }
  model: ReportModel
  /** Which part the `validation...` figures of the history are of. Default validation. */
  watched?: 'validation' | 'test'
  /** One entry an epoch, in order; empty where nothing was trained. */
  history: readonly ReportEpoch[]
  /** `epoch` of the kept weights; absent where none was chosen. */
  bestEpoch?: number
  /** At most one entry a part. The page shows test in full where there is one, otherwise validation. */
  results: readonly ReportResult[]
  /** Wrongly classified clips of the part shown in full, worst first. */
  mistakes: readonly ReportMistake[]
  environment: ReportEnvironment
}

export interface ReportDataset {
  name: string
  layout: string
  classes: readonly string[]
  /** Number of clips in each part, and of each class in the order of `classes` where known. */
  parts: readonly { part: string; count: number; perClass?: readonly number[] }[]
  /** Sentences of the data set's reader and of the audit. */
  notes: readonly string[]
}

export interface ReportSplit {
  /** The rule in words. */
  rule: string
  /** SHA-256 of the split's canonical list, in hexadecimal. */
  hash: string
  /** Share in [0, 1] of held-out clips whose group also occurs in training; absent where no clip has a group. */
  leakage?: number
}

export interface ReportModel {
  preset: string
  parameters: number
  /** Multiply-accumulates for one clip. */
  macs: number
  /** `output` is the shape behind the layer, without the batch. */
  layers: readonly { name: string; output: readonly number[]; parameters: number; macs: number }[]
}

export interface ReportEpoch {
  /** Counted from 1. */
  epoch: number
  trainLoss: number
  /** Accuracies are shares in [0, 1]. */
  trainAccuracy: number
  validationLoss?: number
  validationAccuracy?: number
  lr: number
  /** Wall time of the epoch. */
  seconds: number
}

export interface ReportResult {
  part: 'validation' | 'test'
  accuracy: number
  macroF1: number
  loss: number
  /** Number of clips. */
  count: number
  /** [true class, predicted class], numbers of clips, in the order of the data set's classes. */
  confusion: readonly (readonly number[])[]
  /** In any order; shares in [0, 1], `support` in clips. */
  perClass: readonly ClassScore[]
}

export interface ClassScore {
  label: string
  precision: number
  recall: number
  f1: number
  support: number
}

export interface ReportMistake {
  path: string
  truth: string
  predicted: string
  /** The most probable classes, most probable first; p in [0, 1]. */
  probabilities: readonly { label: string; p: number }[]
  features: ReportFeatures
}

export interface ReportFeatures {
  /** [mels, frames], what the network was given: normalised log-mel, band 0 the lowest. */
  data: Float32Array
  mels: number
  frames: number
  /** Length of the clip. */
  seconds: number
  /** Edges of the filter bank in Hz. */
  low: number
  high: number
  /** How the bands are spaced. Default htk. */
  scale?: 'htk' | 'slaney'
}

export interface ReportEnvironment {
  runtime: string
  version: string
  cpu?: string
  /** Wall time of the training. */
  seconds: number
  seed: string | number
}
