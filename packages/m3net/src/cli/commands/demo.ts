import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeWav } from '@m3net/audio/files'
import { Rng } from '@m3net/tensor'
import { synthRate } from '../../data/synth/oscillator.ts'
import { synthClip, synthesise, synthLabels } from '../../data/synth/synth.ts'
import { CommandError, systemError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { makeFolder } from '../make-folder.ts'
import { Options } from '../options.ts'
import { quoted } from '../quoted.ts'
import { evaluate } from './eval.ts'
import { predict } from './predict.ts'
import { train } from './train.ts'

const CLIPS = 60
/** Small and quick: a coarse spectrogram, short batches and a high rate learn these sounds in a minute. */
const SETTINGS = '--mels 32 --hop 320 --epochs 14 --batch 16 --lr 0.003'.split(' ')
const UNHEARD = 'unheard sounds'
const unheardLabels = ['bell', 'siren', 'tremolo', 'up-down']

export const demo: Command = {
  usage: 'm3net demo',
  about: 'Makes a small set of sounds, trains on it, evaluates, predicts a few files and writes a report.',
  most: 0,
  options: { out: { value: 'DIR', help: 'where it works; default runs/demo; an earlier demo in it is replaced' } },
  async run(options, terminal, signal) {
    const base = options.text('out') ?? join('runs', 'demo')
    const [sounds, run, unheard] = ['sounds', 'run', UNHEARD].map((name) => join(base, name))
    await checkFree(base)
    terminal.note(`making ${CLIPS} sounds of each of ${synthLabels.length} classes in ${sounds}`)
    await makeFolder(base).catch((error: unknown) => {
      throw systemError('cannot make the folder', base, error)
    })
    // First, so that what is stopped here is known as a demo's the next time.
    const files = unheardLabels.map((label) => join(unheard, `${label}.wav`))
    for (const [i, label] of unheardLabels.entries()) {
      await writeSound(files[i], synthClip(label, new Rng('unheard').split(label)))
    }
    for (const { path, samples } of synthesise({ clips: CLIPS, seed: 'demo' })) {
      signal.throwIfAborted()
      terminal.progress(`making ${path}`)
      await writeSound(join(sounds, path), samples)
    }
    const call = (command: Command, name: string, args: string[]): Promise<number> => {
      terminal.note(`\n$ m3net ${name} ${args.map(quoted).join(' ')}`)
      return command.run(new Options(name, command.options, args), terminal, signal)
    }
    const trained = await call(train, 'train', [sounds, '--out', run, '--force', ...SETTINGS])
    if (trained !== 0) return trained
    await call(evaluate, 'eval', [run, sounds])
    await call(predict, 'predict', [run, ...files])
    terminal.out(`\nopen ${join(run, 'report.html')} in a browser`)
    return 0
  },
}

/** Throws a CommandError where the folder holds anything but an earlier demo. */
async function checkFree(base: string): Promise<void> {
  const names = await readdir(base).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw systemError('cannot work in', base, error)
  })
  if (names.length === 0 || names.includes(UNHEARD)) return
  throw new CommandError(
    `${base} holds ${[...names].sort()[0]}, which no demo made; wanted an empty folder; name another place by --out`,
  )
}

async function writeSound(path: string, samples: Float32Array): Promise<void> {
  const bytes = writeWav({ sampleRate: synthRate, channels: [samples] })
  // What an earlier demo wrote stays, so that the features in the cache stay right.
  const held = await readFile(path).catch(() => undefined)
  if (held?.equals(bytes)) return
  try {
    await makeFolder(dirname(path))
    await writeFile(path, bytes)
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined)
    throw systemError('cannot write', path, error)
  }
}
