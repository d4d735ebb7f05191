/** Training cannot go on, as when the loss is no number or a worker fails, the cause then; `epoch` and `step` count from 1. */
export class TrainingError extends Error {
  override name = 'TrainingError'
  readonly epoch: number
  readonly step: number

  constructor(message: string, epoch: number, step: number, options?: { cause: unknown }) {
    super(message, options)
    this.epoch = epoch
    this.step = step
  }
}
