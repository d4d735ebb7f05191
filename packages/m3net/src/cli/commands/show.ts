import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { melFilterbank } from '@m3net/audio'
import { readAudio, toMono } from '@m3net/audio/files'
import {
  drawImage,
  drawSvg,
  drawText,
  encodePng,
  filterbankPlot,
  melPlot,
  spectrogramPlot,
  waveformPlot,
  type Plot,
} from '@m3net/audio/pictures'
import { CommandError, systemError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { sentence } from '../sentence.ts'
import { writeWhole } from '../write-file.ts'

/** Where no terminal says how large it is. */
const paper = { columns: 80, rows: 24, trueColor: false }

export const show: Command = {
  usage: 'm3net show FILE',
  about: 'Draws a recording: its waveform, spectrogram or mel spectrogram, or the mel filter bank at its rate.',
  most: 1,
  options: {
    kind: { value: 'WORD', help: 'waveform, spectrogram, mel or filterbank; default spectrogram' },
    mels: { value: 'N', help: 'bands of mel and filterbank; default 64' },
    out: { value: 'FILE', help: 'also as a picture: .png or .svg' },
  },
  async run(options, terminal) {
    const [file] = options.positionals
    const kind = options.choice('kind', ['waveform', 'spectrogram', 'mel', 'filterbank'] as const) ?? 'spectrogram'
    const mels = options.number('mels', { least: 1, most: 1000, whole: true }) ?? 64
    const out = options.text('out')
    const draw = out === undefined ? undefined : pictures[extname(out).toLowerCase()]
    if (out !== undefined && !draw)
      throw new CommandError(`--out is ${out}; wanted a name that ends in .png or .svg`, 2)
    if (file === undefined) throw new CommandError('no recording was given; see m3net show --help', 2)
    const bytes = await readFile(file).catch((error: unknown) => {
      throw systemError('cannot read', file, error)
    })
    const audio = readAudio(bytes, { name: file })
    for (const warning of audio.warnings) terminal.note(`m3net show: ${sentence(warning)}`)
    const plot = plotOf(kind, toMono(audio), audio.sampleRate, mels)
    const { columns, rows, trueColor } = terminal.screen ?? paper
    const size = { width: Math.min(columns, 160), height: Math.min(Math.max(rows - 4, 8), 40) }
    terminal.out(`${plot.title}\n\n${drawText(plot, size, trueColor)}`)
    if (out !== undefined && draw) {
      await writeWhole(out, draw(plot))
      terminal.note(`written to ${out}`)
    }
    return 0
  },
}

const pictures: Readonly<Record<string, (plot: Plot) => Uint8Array | string>> = {
  '.png': (plot) => encodePng(drawImage(plot)),
  '.svg': (plot) => `${drawSvg(plot)}\n`,
}

function plotOf(
  kind: 'waveform' | 'spectrogram' | 'mel' | 'filterbank',
  signal: Float32Array,
  sampleRate: number,
  mels: number,
): Plot {
  if (kind === 'waveform') return waveformPlot(signal, sampleRate)
  if (kind === 'spectrogram') return spectrogramPlot(signal, sampleRate)
  if (kind === 'mel') return melPlot(signal, { sampleRate, mels })
  return filterbankPlot(melFilterbank({ bins: 513, sampleRate, mels }), sampleRate)
}
