import { FrontEnd } from '../../model/front-end.ts'
import { chooseFrontEnd, frontEndOptions } from '../choose-front-end.ts'
import { chooseKernels, kernelOptions } from '../choose-kernels.ts'
import { chooseNetwork, networkOptions } from '../choose-network.ts'
import { chooseRecipe, recipeOptions } from '../choose-recipe.ts'
import { applySplit, chooseSplit, splitOptions } from '../choose-split.ts'
import { CommandError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { dataChoice, dataName, dataOptions, openChoice } from '../data-choice.ts'
import { cacheFolder, cacheOptions } from '../load-run-data.ts'
import type { Options } from '../options.ts'
import type { RunConfig } from '../run-config.ts'
import { freeRunFolder, RunFolder } from '../run-folder.ts'
import { beginRun, resumeRun } from '../run-training.ts'
import { workersOption, workersOf } from '../workers-option.ts'

export const train: Command = {
  usage: 'm3net train DIR [options]   |   m3net train --resume RUN',
  about: 'Trains a classifier on a folder of recordings; writes model, results and an HTML report.',
  most: 1,
  options: {
    out: { value: 'DIR', help: 'where the run is written; default a new folder below runs/' },
    force: { help: 'replace the run that is in --out' },
    resume: { value: 'RUN', help: 'go on with a run that was stopped' },
    seed: { value: 'N', help: 'of weights, order and augmentation; default 0' },
    anyway: { help: 'train although the audit of the data finds an error' },
    ...recipeOptions,
    ...kernelOptions,
    ...splitOptions,
    ...frontEndOptions,
    ...networkOptions,
    ...dataOptions,
    ...cacheOptions,
    ...workersOption,
  },
  async run(options, terminal, signal) {
    const workers = workersOf(options)
    const context = { terminal, signal, cache: cacheFolder(options), workers, anyway: options.flag('anyway') }
    const resume = options.text('resume')
    if (resume !== undefined) {
      const other = options.given.find((name) => !['resume', 'cache', 'no-cache', 'workers', 'anyway'].includes(name))
      const given = other === undefined ? options.positionals[0] : `--${other}`
      if (given !== undefined) {
        throw new CommandError(
          `${given} was given beside --resume, which goes on with a run as it was begun; leave it out, or begin a new run`,
          2,
        )
      }
      return resumeRun({ ...context, folder: new RunFolder(resume) })
    }
    const { config, name } = await configure(options)
    const out = options.text('out')
    const folder = out === undefined ? await freeRunFolder(`${name}-seed-${config.seed}`) : new RunFolder(out)
    try {
      await folder.claim(options.flag('force'))
      return await beginRun(config, { ...context, folder })
    } finally {
      await folder.release()
    }
  },
}

/** What the options ask for; what they leave open follows the data set. */
async function configure(options: Options): Promise<{ config: RunConfig; name: string }> {
  const data = dataChoice(options)
  const seed = options.number('seed', { whole: true }) ?? 0
  // Wrong options are told before the files are listed.
  chooseNetwork(2, options)
  chooseRecipe(options, 1)
  const { files, dataset } = await openChoice(data)
  const split = chooseSplit(dataset, options)
  const { train: trained, hash } = applySplit(dataset, split)
  const config: RunConfig = {
    version: 1,
    data,
    split,
    splitHash: hash,
    frontEnd: await chooseFrontEnd(files, dataset, options),
    network: chooseNetwork(dataset.labels.length, options),
    recipe: chooseRecipe(options, trained.length),
    seed,
    kernels: chooseKernels(options),
  }
  const { samples, frames } = new FrontEnd(config.frontEnd)
  if (frames < 2) {
    throw new CommandError(
      `--hop ${config.frontEnd.hop} leaves ${frames} frame of ${samples} samples; wanted at least 2; choose a smaller hop`,
      2,
    )
  }
  return { config, name: dataName(data, dataset) }
}
