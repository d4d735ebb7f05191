import { readFile } from 'node:fs/promises'
import { CheckpointError, readCheckpoint } from '@m3net/nn'
import { sha256 } from '../data/hash.ts'
import { CommandError, systemError } from './command-error.ts'
import type { Run } from './read-run.ts'

/** What a checkpoint keeps beside the trainer's own state. */
export class RunState {
  /** Wall time of each epoch, seconds. */
  readonly seconds: Map<number, number>
  /** For the trainer: always as the state is now. */
  readonly metadata: Record<string, string>

  constructor(contents: string, seconds: Iterable<readonly [number, number]> = []) {
    this.seconds = new Map(seconds)
    this.metadata = { contents, seconds: JSON.stringify([...this.seconds]) }
  }

  took(epoch: number, seconds: number): void {
    this.seconds.set(epoch, seconds)
    this.metadata.seconds = JSON.stringify([...this.seconds])
  }
}

/** The state of a run that begins. */
export function freshState(run: Run): RunState {
  return new RunState(contentsHash(run))
}

/** A checkpoint's bytes and the state in it. Throws a CommandError where it is damaged, or the recordings have changed since. */
export async function readState(path: string, run: Run): Promise<{ bytes: Uint8Array; state: RunState }> {
  const bytes = await readFile(path).then(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    (error: unknown) => {
      throw systemError('cannot read the checkpoint', path, error)
    },
  )
  const { contents, seconds } = metadataOf(path, bytes)
  const present = contentsHash(run)
  if (contents !== undefined && contents !== present) {
    throw new CommandError(
      `the recordings in ${run.config.data.path} are not those that the run began with: some have changed inside; put them back, or begin a new run`,
    )
  }
  const times = seconds === undefined ? [] : (JSON.parse(seconds) as [number, number][])
  return { bytes, state: new RunState(present, times) }
}

function metadataOf(path: string, bytes: Uint8Array): Record<string, string | undefined> {
  try {
    return readCheckpoint(bytes).metadata
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error
    throw new CommandError(
      `${path} is damaged; wanted it as m3net train wrote it; put a copy in its place, or delete it, and --resume begins at the first epoch`,
    )
  }
}

/** SHA-256 over the content of every recording. */
function contentsHash({ parts }: Run): string {
  return sha256(parts.train.features.contents.join(' '))
}
