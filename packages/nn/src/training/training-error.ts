/** Training cannot go on, as when the loss is no number; `epoch` and `step` count from 1. */
export class TrainingError extends Error {
  override name = 'TrainingError'
  readonly epoch: number
  readonly step: number

  constructor(message: string, epoch: number, step: number) {
    super(message)
    this.epoch = epoch
    this.step = step
  }
}
