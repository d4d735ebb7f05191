import { noGrad, type Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import { argmax, classesOf, countEqual } from '../metrics/accuracy.ts'
import { loadTensors } from '../state-file.ts'
import { copyState, state, statistics } from '../state.ts'
import { batchCount, batchRange } from './batches.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { evaluate, type Evaluation } from './evaluate.ts'
import type { EndEvent, EpochEvent, EpochScore, Score, StepEvent, TrainingEvent } from './events.ts'
import { gradientStep, type StepPlace } from './gradient-step.ts'
import { nextTask } from './next-task.ts'
import { resolveOptions, type ResolvedOptions, type TrainingData, type TrainingOptions } from './options.ts'
import { Pace } from './pace.ts'
import { checkSettings, emptySums, freshProgress, isBetter, type Progress } from './progress.ts'
import type { ShardResult } from './shard.ts'
import type { Batch } from './source.ts'

/**
 * A training as an async iterable of events. Leaving the loop pauses it, and another loop goes on from there; so does
 * `checkpoint`, in another process: at whatever event it is taken, the weights at the end are the same, bit for bit.
 */
export class Trainer implements AsyncIterable<TrainingEvent> {
  readonly #model: Layer
  readonly #data: TrainingData
  readonly #options: ResolvedOptions
  readonly #gradientStep: ReturnType<typeof gradientStep>
  readonly #pace: Pace
  readonly #epochSteps: number
  readonly #progress: Progress
  #bestState: ReadonlyMap<string, Tensor> | undefined
  #order: { epoch: number; items: Int32Array } | undefined

  constructor(model: Layer, data: TrainingData, options: TrainingOptions) {
    this.#model = model
    this.#data = data
    this.#options = resolveOptions(options, data)
    this.#gradientStep = gradientStep(model, this.#options)
    this.#pace = new Pace(this.#options.now)
    this.#progress = freshProgress(this.#options, data)
    this.#epochSteps = batchCount(this.#progress.settings)
    if (options.resume) this.#load(options.resume)
  }

  /** Epochs completed, oldest first. */
  get history(): readonly EpochScore[] {
    return this.#progress.history
  }

  /** The best epoch so far and its score. */
  get best(): (Score & { epoch: number }) | undefined {
    return this.#progress.best ?? undefined
  }

  /** Puts the weights of the best epoch into the model. Throws when no epoch has been completed. */
  restoreBest(): Score & { epoch: number } {
    const { best } = this.#progress
    if (!best || !this.#bestState) {
      throw new RangeError('restoreBest: no epoch has been completed; wanted at least one; go on with the training')
    }
    loadTensors(state(this.#model), this.#bestState)
    return best
  }

  /** Everything needed to go on from here, for `resume`; to be taken at any event. */
  checkpoint(): Uint8Array {
    const { optimizer, average, plateau, metadata } = this.#options
    const parts = {
      model: state(this.#model),
      optimizer: optimizer.save(),
      best: this.#bestState ?? new Map<string, Tensor>(),
      average: average?.save() ?? new Map<string, Tensor>(),
    }
    return writeCheckpoint({ parts, progress: { ...this.#progress, plateau: plateau?.save() ?? null }, metadata })
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TrainingEvent, void, void> {
    const { epochs, patience, signal } = this.#options
    const progress = this.#progress
    while (true) {
      await nextTask()
      if (progress.epoch > epochs) return yield this.#end('finished')
      if (progress.waited >= patience) return yield this.#end('early stop')
      if (signal?.aborted) return yield this.#end('aborted')
      const event = await this.#advance().catch((error: unknown) => {
        if (signal?.aborted && error === signal.reason) return undefined
        throw error
      })
      if (event) yield event
    }
  }

  /** The next step, or the end of the epoch. After its last wait everything changes at once: no checkpoint sees half a step. */
  async #advance(): Promise<StepEvent | EpochEvent> {
    this.#pace.begin()
    const stream = this.#options.rng.split(`step ${this.#progress.steps + 1}`)
    if (this.#progress.step === this.#epochSteps) return this.#endEpoch(await this.#validate())
    const batch = await this.#data.train.batch(this.#indices(), { rng: stream.split('batch'), training: true })
    const at = { epoch: this.#progress.epoch, step: this.#progress.step + 1, lr: this.#rate() }
    return this.#endStep(at, batch, await this.#gradientStep(batch, stream.split('model'), at))
  }

  #endStep(at: StepPlace, batch: Batch, result: ShardResult): StepEvent {
    const { optimizer, loss, judgeBy, epochs } = this.#options
    const progress = this.#progress
    const judged = judgeBy === loss ? result.loss : noGrad(() => judgeBy(result.logits, batch.labels).item())
    optimizer.lr = at.lr
    optimizer.step(result.gradients)
    loadTensors(statistics(this.#model), result.moved)
    const items = batch.x.shape[0]
    const correct = countEqual(argmax(result.logits), classesOf(batch.labels))
    progress.step++
    progress.steps++
    progress.lossSum += judged * items
    progress.correct += correct
    progress.seen += items
    this.#updateAverage()
    const score = { loss: result.loss, accuracy: correct / items }
    const samplesPerSecond = this.#pace.endStep(items)
    const [steps, left] = [this.#epochSteps, epochs - progress.epoch]
    const remaining = this.#pace.estimate(left * steps + steps - progress.step, left + 1)
    return { kind: 'step', ...at, steps, ...score, soFar: this.#soFar(), samplesPerSecond, remaining }
  }

  #endEpoch(validation: Evaluation | undefined): EpochEvent {
    const { plateau, optimizer } = this.#options
    const progress = this.#progress
    const train = this.#soFar()
    const { loss, accuracy } = validation ?? train
    const best = isBetter({ loss, accuracy }, progress.best)
    progress.waited = best ? 0 : progress.waited + 1
    if (best) {
      progress.best = { epoch: progress.epoch, loss, accuracy }
      this.#bestState = this.#withAverage(() => copyState(this.#model))
    }
    plateau?.observe(loss)
    const entry = { epoch: progress.epoch, train, lr: optimizer.lr, best }
    progress.history.push(validation ? { ...entry, validation: { loss, accuracy } } : entry)
    Object.assign(progress, { epoch: progress.epoch + 1, step: 0 }, emptySums())
    return { kind: 'epoch', ...entry, validation, seconds: this.#pace.endEpoch() }
  }

  #end(reason: EndEvent['reason']): EndEvent {
    return { kind: 'end', reason, epochs: this.#progress.epoch - 1 }
  }

  async #validate(): Promise<Evaluation | undefined> {
    const { judgeBy: loss, signal, compile, validationBatchSize: batchSize } = this.#options
    const judged = { forward: (x: Tensor) => this.#withAverage(() => this.#model.forward(x)) }
    return this.#data.validation && evaluate(judged, this.#data.validation, { batchSize, loss, compile, signal })
  }

  /** Runs `f` with the average, when there is one, in the model's place. `f` waits for nothing. */
  #withAverage<T>(f: () => T): T {
    const { average } = this.#options
    return average && average.updates > 0 ? average.during(f) : f()
  }

  #updateAverage(): void {
    const { average, averageFrom } = this.#options
    const { epoch, step } = this.#progress
    const due = average?.decay !== undefined || step === this.#epochSteps
    if (due && epoch >= averageFrom) average?.update()
  }

  /** Items of the next batch: the epoch's order follows from the seed and the epoch. */
  #indices(): Int32Array {
    const { epoch, step } = this.#progress
    if (this.#order?.epoch !== epoch) {
      this.#order = { epoch, items: this.#options.rng.split(`epoch ${epoch}`).permutation(this.#data.train.size) }
    }
    return this.#order.items.slice(...batchRange(this.#progress.settings, step))
  }

  #rate(): number {
    const { optimizer, schedule, scheduleBy, plateau } = this.#options
    const { lr, epoch, steps } = this.#progress
    if (!schedule && !plateau) return optimizer.lr
    return lr * (schedule?.(scheduleBy === 'epoch' ? epoch - 1 : steps) ?? 1) * (plateau?.scale ?? 1)
  }

  #soFar(): Score {
    const { lossSum, correct, seen } = this.#progress
    return { loss: lossSum / seen, accuracy: correct / seen }
  }

  #load(bytes: Uint8Array): void {
    const { optimizer, average, plateau } = this.#options
    const { parts, progress } = readCheckpoint(bytes)
    const saved = progress as Progress
    checkSettings(saved.settings, this.#progress.settings)
    loadTensors(state(this.#model), parts.model)
    optimizer.load(parts.optimizer)
    average?.load(parts.average)
    if (saved.plateau) plateau?.load(saved.plateau)
    this.#bestState = parts.best
    Object.assign(this.#progress, saved)
  }
}
