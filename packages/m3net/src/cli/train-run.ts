import { readFile } from 'node:fs/promises'
import type { EpochEvent, StepEvent, Trainer } from '@m3net/nn'
import { classWeights } from '../data/class-weights.ts'
import type { Normalisation } from '../model/front-end.ts'
import type { M3Net } from '../model/m3net.ts'
import { featureSource, measure } from '../train/feature-source.ts'
import { makeTrainer } from '../train/make-trainer.ts'
import { CommandError, systemError } from './command-error.ts'
import type { Run, RunContext } from './read-run.ts'
import { duration, percent } from './terminal.ts'
import { writeWhole } from './write-file.ts'

/** A network that was trained to the end, or as far as it got. */
export interface Trained {
  model: M3Net
  trainer: Trainer
  normalisation: Normalisation
  /** Wall time of each epoch of this process, seconds. */
  seconds: ReadonlyMap<number, number>
  finished: boolean
}

/** Trains, from the folder's checkpoint where `resume`; keeps a checkpoint after each epoch and where it is stopped. */
export async function trainRun(run: Run, context: RunContext, resume: boolean): Promise<Trained> {
  const { config, dataset, parts } = run
  const { folder, terminal, signal } = context
  const { recipe } = config
  const normalisation = measure(parts.train.features, parts.train.rows)
  const judge = parts.validation.rows.length > 0 ? parts.validation : parts.test
  if (judge === parts.test && (recipe.patience > 0 || recipe.schedule === 'plateau')) {
    throw new CommandError(
      '--patience and the plateau schedule choose by a validation part, and the split has none; hold one out',
    )
  }
  const items = Array.from(parts.train.rows, (row) => dataset.items[parts.train.features.items[row]])
  const { model, trainer } = makeTrainer({
    network: config.network,
    recipe,
    seed: config.seed,
    train: featureSource(parts.train, normalisation, recipe.augment),
    validation: judge.rows.length > 0 ? featureSource(judge, normalisation) : undefined,
    classWeights: recipe.balanced ? classWeights(items, dataset.labels) : undefined,
    signal,
    resume: resume ? await readCheckpointFile(folder.checkpoint) : undefined,
  })
  const seconds = new Map<number, number>()
  let finished = false
  for await (const event of trainer) {
    if (event.kind === 'step') terminal.progress(stepLine(event, recipe.epochs))
    else if (event.kind === 'epoch') {
      seconds.set(event.epoch, event.seconds)
      terminal.note(epochLine(event, recipe.epochs, judge === parts.test ? 'test' : 'validation'))
      await writeWhole(folder.checkpoint, trainer.checkpoint())
    } else {
      finished = event.reason !== 'aborted'
      if (!finished) await writeWhole(folder.checkpoint, trainer.checkpoint())
    }
  }
  return { model, trainer, normalisation, seconds, finished }
}

async function readCheckpointFile(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw systemError('cannot read the checkpoint to go on from', path, error)
  })
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function stepLine({ epoch, step, steps, soFar, samplesPerSecond, remaining }: StepEvent, epochs: number): string {
  const score = `loss ${soFar.loss.toFixed(3)}, accuracy ${percent(soFar.accuracy)}`
  return `epoch ${epoch}/${epochs}, step ${step}/${steps}: ${score}, ${samplesPerSecond.toFixed(0)} clips/s, ${duration(remaining)} left`
}

function epochLine({ epoch, train, validation, seconds }: EpochEvent, epochs: number, judge: string): string {
  const score = ({ loss, accuracy }: { loss: number; accuracy: number }): string =>
    `loss ${loss.toFixed(3)}, accuracy ${percent(accuracy)}`
  const judged = validation ? ` | ${judge} ${score(validation)}` : ''
  return `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}: ${score(train)}${judged} | ${duration(seconds)}`
}
