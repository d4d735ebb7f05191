import { TrainingError, WorkerError } from '@m3net/nn'
import type { EpochEvent, StepEvent, Trainer, WorkerPool } from '@m3net/nn'
import { classWeights } from '../data/class-weights.ts'
import type { Normalisation } from '../model/front-end.ts'
import type { M3Net } from '../model/m3net.ts'
import { featureSource, measure } from '../train/feature-source.ts'
import { makeTrainer } from '../train/make-trainer.ts'
import { compilerFor } from './choose-kernels.ts'
import { CommandError } from './command-error.ts'
import type { Run, RunContext } from './read-run.ts'
import { freshState, readState } from './run-state.ts'
import { duration, lossText, percent } from './terminal.ts'
import { trainingThreads } from './training-threads.ts'
import { writeWhole } from './write-file.ts'

/** A network that was trained to the end, or as far as it got. */
export interface Trained {
  model: M3Net
  trainer: Trainer
  normalisation: Normalisation
  /** Wall time of each epoch, seconds. */
  seconds: ReadonlyMap<number, number>
  /** The epoch whose weights the model has. */
  epoch: number | undefined
  finished: boolean
}

/** Trains, from a checkpoint where its path is given; keeps a checkpoint after each epoch and where it is stopped. */
export async function trainRun(run: Run, context: RunContext, checkpoint: string | undefined): Promise<Trained> {
  const workers = trainingThreads(run.config, context, weightsOf(run))
  try {
    return await trainOn(workers, run, context, checkpoint)
  } finally {
    workers?.close()
  }
}

async function trainOn(
  workers: WorkerPool | undefined,
  run: Run,
  context: RunContext,
  checkpoint: string | undefined,
): Promise<Trained> {
  const { config, parts } = run
  const { folder, terminal, signal } = context
  const { recipe } = config
  const normalisation = measure(parts.train.features, parts.train.rows)
  const judge = parts.validation.rows.length > 0 ? parts.validation : parts.test
  const judged = judge === parts.test ? 'test' : 'validation'
  const { bytes, state } = checkpoint ? await readState(checkpoint, run) : { bytes: undefined, state: freshState(run) }
  const { model, trainer } = makeTrainer({
    network: config.network,
    recipe,
    seed: config.seed,
    train: featureSource(parts.train, normalisation, recipe.augment),
    validation: judge.rows.length > 0 ? featureSource(judge, normalisation) : undefined,
    classWeights: weightsOf(run),
    workers,
    helpWorkers: true,
    compile: await compilerFor(config.kernels),
    signal,
    resume: bytes,
    metadata: state.metadata,
  })
  if (trainer.history.length > 0) terminal.note(`going on after epoch ${trainer.history.length} of ${recipe.epochs}`)
  const keep = (): Promise<void> => writeWhole(folder.file('checkpoint'), trainer.checkpoint())
  let finished = false
  try {
    for await (const event of trainer) {
      if (event.kind === 'step') terminal.progress(stepLine(event, recipe.epochs))
      else if (event.kind === 'epoch') {
        state.took(event.epoch, event.seconds)
        terminal.note(epochLine(event, recipe.epochs, judged))
        await keep()
      } else {
        finished = event.reason !== 'aborted'
        if (!finished) await keep()
        if (event.reason === 'early stop') {
          terminal.note(`stopped early: ${recipe.patience} epochs without a better ${judged} score`)
        }
      }
    }
  } catch (error) {
    if (!(error instanceof TrainingError && error.cause instanceof WorkerError)) throw error
    await keep()
    throw new CommandError(`${error.cause.message}; what was trained so far is saved; ${folder.goOn}`)
  }
  // The checkpoint keeps the last weights, to go on from; the model gets the best ones.
  const best = finished && recipe.patience > 0 ? trainer.restoreBest().epoch : undefined
  const { seconds } = state
  return { model, trainer, normalisation, seconds, epoch: best ?? trainer.history.at(-1)?.epoch, finished }
}

/** Class weights where the recipe is balanced. */
function weightsOf({ config, dataset, parts: { train } }: Run): Float32Array | undefined {
  const items = train.features.itemsOf(dataset.items)
  return config.recipe.balanced
    ? classWeights(
        Array.from(train.rows, (row) => items[row]),
        dataset.labels,
      )
    : undefined
}

/** Throws a CommandError where the recipe chooses by a validation part and there is none. */
export function checkJudge({ config, parts }: Run): void {
  const { patience, schedule } = config.recipe
  if (parts.validation.rows.length > 0 || (patience === 0 && schedule !== 'plateau')) return
  const asked = patience > 0 ? '--patience' : '--schedule plateau'
  throw new CommandError(
    `${asked} goes by the validation part, and the split has none; wanted some clips in it; hold some out by --validation or --validation-fold`,
    2,
  )
}

function stepLine({ epoch, step, steps, soFar, samplesPerSecond, remaining }: StepEvent, epochs: number): string {
  const score = `loss ${lossText(soFar.loss)}, accuracy ${percent(soFar.accuracy)}`
  // What matters most first: a narrow terminal cuts the end off.
  return `epoch ${epoch}/${epochs}, step ${step}/${steps}, ${duration(remaining)} left: ${score}, ${samplesPerSecond.toFixed(0)} clips/s`
}

function epochLine({ epoch, train, validation, seconds }: EpochEvent, epochs: number, judge: string): string {
  const score = ({ loss, accuracy }: { loss: number; accuracy: number }): string =>
    `loss ${lossText(loss)}, accuracy ${percent(accuracy)}`
  const judged = validation ? ` | ${judge} ${score(validation)}` : ''
  return `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}: ${score(train)}${judged} | ${duration(seconds)}`
}
