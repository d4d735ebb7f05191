import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeWav } from '@m3net/audio'
import { Rng } from '@m3net/tensor'
import { synthRate } from '../../data/synth/oscillator.ts'
import { synthClip, synthesise, synthLabels } from '../../data/synth/synth.ts'
import type { Command } from '../command.ts'
import { Options } from '../options.ts'
import { writeWhole } from '../write-file.ts'
import { evaluate } from './eval.ts'
import { predict } from './predict.ts'
import { train } from './train.ts'

const CLIPS = 60
/** Small and quick: a coarse spectrogram, short batches and a high rate learn these sounds in a minute. */
const SETTINGS = '--mels 32 --hop 320 --epochs 12 --batch 16 --lr 0.003'.split(' ')

export const demo: Command = {
  usage: 'm3net demo',
  about: 'Makes a small set of sounds, trains on it, evaluates, predicts one file and writes a report.',
  options: { out: { value: 'DIR', help: 'where it works; default runs/demo, replaced each time' } },
  async run(options, terminal, signal) {
    const base = resolve(options.text('out') ?? join('runs', 'demo'))
    const [sounds, run] = [join(base, 'sounds'), join(base, 'run')]
    terminal.note(`making ${CLIPS} sounds of each of ${synthLabels.length} classes in ${sounds}`)
    await rm(sounds, { recursive: true, force: true })
    const write = (path: string, samples: Float32Array): Promise<void> =>
      writeWhole(path, writeWav({ sampleRate: synthRate, channels: [samples] }))
    for (const { path, samples } of synthesise({ clips: CLIPS, seed: 'demo' })) {
      signal.throwIfAborted()
      await write(join(sounds, path), samples)
    }
    const unheard = join(base, 'an unheard siren.wav')
    await write(unheard, synthClip('siren', new Rng('unheard')))
    const call = (command: Command, name: string, args: string[]): Promise<number> => {
      terminal.note(`\n$ m3net ${name} ${args.join(' ')}`)
      return command.run(new Options(name, command.options, args), terminal, signal)
    }
    const trained = await call(train, 'train', [sounds, '--out', run, '--force', ...SETTINGS])
    if (trained !== 0) return trained
    await call(evaluate, 'eval', [run, sounds])
    await call(predict, 'predict', [run, unheard])
    terminal.out(`\nopen ${join(run, 'report.html')} in a browser`)
    return 0
  },
}
