import { readFile } from 'node:fs/promises'
import { readAudio, toMono } from '@m3net/audio/files'
import type { Classifier, Prediction } from '../../model/classifier.ts'
import { chooseKernels, compilerFor, frontEndKernels, kernelOptions } from '../choose-kernels.ts'
import { CommandError, systemError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { openModel } from '../open-model.ts'
import { sentence } from '../sentence.ts'
import { percent, table, type Terminal } from '../terminal.ts'

export const predict: Command = {
  usage: 'm3net predict MODEL FILE...',
  about: 'Names the class of WAV and FLAC files of any rate, length and number of channels.',
  most: Infinity,
  options: {
    top: { value: 'K', help: 'classes to show for each file; default 3' },
    ...kernelOptions,
    json: { help: 'one JSON object a line: { file, predictions: [{ label, probability }] } or { file, error }' },
  },
  async run(options, terminal, signal) {
    const [path, ...files] = options.positionals
    const top = options.number('top', { least: 1, whole: true }) ?? 3
    if (files.length === 0 && path !== undefined) {
      throw new CommandError('no recording was given; see m3net predict --help', 2)
    }
    const kernels = chooseKernels(options)
    const ways = { compile: await compilerFor(kernels), kernels: frontEndKernels(kernels) }
    const classifier = await openModel(path, 'predict', ways)
    const rows: string[][] = []
    let failed = 0
    for (const [i, file] of files.entries()) {
      signal.throwIfAborted()
      if (files.length > 1) terminal.progress(`${i + 1} of ${files.length}: ${file}`)
      try {
        const predictions = (await classifyFile(classifier, file, terminal)).slice(0, top)
        if (options.flag('json')) terminal.out(JSON.stringify({ file, predictions }))
        else rows.push([file, ...predictions.map(({ label, probability }) => `${label} ${percent(probability)}`)])
      } catch (error) {
        failed++
        const reason = sentence(error)
        if (options.flag('json')) terminal.out(JSON.stringify({ file, error: reason }))
        else terminal.note(`m3net predict: ${reason}`)
      }
    }
    if (rows.length > 0) terminal.out(table(rows))
    return failed > 0 ? 1 : 0
  },
}

async function classifyFile(classifier: Classifier, file: string, terminal: Terminal): Promise<Prediction[]> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw systemError('cannot read', file, error)
  })
  const audio = readAudio(bytes, { name: file })
  for (const warning of audio.warnings) terminal.note(`m3net predict: ${sentence(warning)}`)
  try {
    return classifier.classify(toMono(audio), audio.sampleRate)
  } catch (error) {
    throw new CommandError(`${file} cannot be classified: ${sentence(error)}`)
  }
}
