import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { audioStream, toMono, type AudioStream } from '@m3net/audio/files'
import type { HeardEvent, Listener } from '@m3net/audio/listen'
import { listenWith, type ListenOptions } from '../../listen/listen-with.ts'
import { chooseKernels, compilerFor, frontEndKernels, kernelOptions } from '../choose-kernels.ts'
import { CommandError, systemError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { openModel } from '../open-model.ts'
import type { Options } from '../options.ts'
import { RawStream } from '../raw-stream.ts'
import { sentence } from '../sentence.ts'
import { percent } from '../terminal.ts'

export const listen: Command = {
  usage: 'm3net listen MODEL [FILE]',
  about:
    'Tells what is heard when, in a recording of any length or in what comes in by the standard input: WAV, FLAC or raw samples, as from arecord or ffmpeg.',
  most: 2,
  options: {
    threshold: { value: 'P', help: 'probability from which on a class is heard; default 0.6' },
    smoothing: { value: 'N', help: 'windows whose probabilities are averaged; default 3' },
    hop: { value: 'S', help: 'seconds from one window to the next; default a quarter of one' },
    gap: { value: 'S', help: 'seconds of quiet after each report; default 1' },
    gate: { value: 'DB', help: 'what is quieter is silence, in dB below full scale; default -50' },
    ignore: { value: 'LABELS', help: 'not reported, separated by commas; default those that begin with _' },
    raw: { value: 'WORD', help: 'samples without a header, little-endian: s16 or f32' },
    rate: { value: 'HZ', help: 'of raw samples; default 16000' },
    channels: { value: 'N', help: 'of raw samples; default 1' },
    json: { help: 'one JSON object a line: { label, probability, start, end }, times in seconds' },
    ...kernelOptions,
  },
  async run(options, terminal, signal) {
    const [path, file] = options.positionals
    const settings = readSettings(options)
    const stream = openStream(options, file ?? 'standard input')
    if (path !== undefined && file === undefined && process.stdin.isTTY) {
      const remedy = 'give one, or a pipe: arecord -f S16_LE -r 16000 | m3net listen MODEL'
      throw new CommandError(`no recording was given; ${remedy}`, 2)
    }
    const kernels = chooseKernels(options)
    const ways = { compile: await compilerFor(kernels), kernels: frontEndKernels(kernels) }
    const classifier = await openModel(path, 'listen', ways)
    const { labels } = classifier.card
    const tell = ({ class: c, probability, start, end }: HeardEvent): void => {
      if (options.flag('json')) terminal.out(JSON.stringify({ label: labels[c], probability, start, end }))
      else terminal.out(`${`${end.toFixed(2)} s`.padStart(10)}  ${labels[c]} ${percent(probability)}`)
    }
    let listener: Listener | undefined
    const hear = (channels: Float32Array[]): void => {
      if (!stream.header || channels.length === 0) return
      listener ??= listenWith(classifier, { ...settings, from: stream.header.sampleRate })
      listener.push(toMono({ channels })).forEach(tell)
    }
    const input: Readable = file === undefined ? process.stdin : createReadStream(file)
    for await (const bytes of untilAborted(input, file, signal)) hear(stream.push(bytes))
    if (!signal.aborted) hear(stream.end())
    listener?.end().forEach(tell)
    for (const warning of stream.warnings) terminal.note(`m3net listen: ${sentence(warning)}`)
    if (listener) terminal.note(summary(listener))
    signal.throwIfAborted()
    return 0
  },
}

function readSettings(options: Options): ListenOptions {
  const number = (name: 'threshold' | 'hop' | 'gap', least: number, most: number): object => {
    const value = options.number(name, { least, most })
    return value === undefined ? {} : { [name]: value }
  }
  const smoothing = options.number('smoothing', { least: 1, most: 1000, whole: true })
  const gate = options.number('gate', { least: -300, most: 0 })
  const ignore = options.text('ignore')
  return {
    ...number('threshold', 0.01, 1),
    ...number('hop', 0.001, 60),
    ...number('gap', 0, 3600),
    ...(smoothing !== undefined && { smoothing }),
    ...(gate !== undefined && { gate }),
    ...(ignore !== undefined && { ignore: ignore.split(',').filter((label) => label !== '') }),
  }
}

function openStream(options: Options, name: string): AudioStream {
  const format = options.choice('raw', ['s16', 'f32'] as const)
  const rate = options.number('rate', { least: 1, most: 1e6, whole: true })
  const channels = options.number('channels', { least: 1, most: 64, whole: true })
  if (format) return new RawStream(format, rate ?? 16000, channels ?? 1)
  const stray = rate !== undefined ? 'rate' : channels !== undefined ? 'channels' : undefined
  if (stray) throw new CommandError(`--${stray} was given without --raw; a file with a header has its own`, 2)
  return audioStream({ name })
}

/** The bytes of an input; an abort ends them. */
async function* untilAborted(
  input: Readable,
  file: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const stop = (): void => void input.destroy()
  signal.addEventListener('abort', stop)
  try {
    yield* input
  } catch (error) {
    if (!signal.aborted) throw systemError('cannot read', file ?? 'the standard input', error)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function summary({ load }: Listener): string {
  const { seconds, busy, realTimeFactor, windows, gated } = load
  const times = `${seconds.toFixed(1)} s heard in ${busy.toFixed(2)} s, ${realTimeFactor.toFixed(3)} of the time it lasts`
  return `${times}; ${windows} windows, ${gated} of them too quiet`
}
