import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { writeWav } from '@m3net/audio/files'
import { CommandError } from '../../src/cli/command-error.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { synthesise, synthRate } from '../../src/data/index.ts'

/** Small and quick: a run of two epochs takes a fraction of a second. */
export const quick = '--mels 16 --hop 640 --epochs 2 --batch 4 --no-cache'.split(' ')

export interface Outcome {
  code: number
  /** What went to standard output, and to standard error. */
  out: string
  notes: string[]
  progress: string[]
}

/** A folder of its own for one test file. */
export class Workplace {
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  static async make(): Promise<Workplace> {
    return new Workplace(await realpath(await mkdtemp(join(tmpdir(), "m3net cli 'ü' "))))
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true })
  }

  path(...names: string[]): string {
    return join(this.root, ...names)
  }

  async write(name: string, contents: string | Uint8Array): Promise<string> {
    const path = this.path(name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, contents)
    return path
  }

  /** A data set with a folder for each of some classes. */
  async sounds(name: string, clips = 6, labels = ['bell', 'drum', 'siren']): Promise<string> {
    // The sound that is under each label.
    const known = ['bell', 'down-up', 'siren']
    for (const { path, label, samples } of synthesise({ clips, seed: 'cli', labels: known.slice(0, labels.length) })) {
      const file = path.replace(label, labels[known.indexOf(label)])
      await this.write(join(name, file), writeWav({ sampleRate: synthRate, channels: [samples] }))
    }
    return this.path(name)
  }

  async names(folder: string): Promise<string[]> {
    return (await readdir(this.path(folder)).catch(() => ['not there'])).sort()
  }
}

/** Runs a command line in this process. `stopAt` aborts at the first line, note or progress, that matches. */
export async function m3net(args: readonly string[], stopAt?: RegExp): Promise<Outcome> {
  const stop = new AbortController()
  const lines: string[] = []
  const notes: string[] = []
  const progress: string[] = []
  const heard = (into: string[], text: string): void => {
    into.push(text)
    if (stopAt?.test(text)) stop.abort(new CommandError('stopped', 130))
  }
  const terminal = {
    out: (text: string) => heard(lines, text),
    note: (text: string) => heard(notes, text),
    progress: (text: string) => heard(progress, text),
    clear: () => undefined,
  }
  const code = await runCommand(args, terminal, stop.signal, { version: '1.2.3', debug: false })
  return { code, out: lines.join('\n'), notes, progress }
}

/** The last note and the exit code of a command that fails. */
export async function failure(...args: string[]): Promise<[number, string]> {
  const { code, notes } = await m3net(args)
  return [code, notes.at(-1) ?? '']
}
