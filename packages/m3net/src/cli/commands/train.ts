import { chooseFrontEnd, frontEndOptions } from '../choose-front-end.ts'
import { chooseNetwork, networkOptions } from '../choose-network.ts'
import { chooseRecipe, recipeOptions } from '../choose-recipe.ts'
import { applySplit, chooseSplit, splitOptions } from '../choose-split.ts'
import { CommandError } from '../command-error.ts'
import type { Command } from '../command.ts'
import { dataChoice, dataOptions, openChoice } from '../data-choice.ts'
import { cacheFolder, cacheOptions } from '../load-run-data.ts'
import type { Options } from '../options.ts'
import { freeRunFolder, RunFolder, type RunConfig } from '../run-folder.ts'
import { runTraining } from '../run-training.ts'

export const train: Command = {
  usage: 'm3net train DIR [options]   |   m3net train --resume RUN',
  about: 'Trains a classifier on a folder of recordings; writes model, results and an HTML report.',
  options: {
    out: { value: 'DIR', help: 'where the run is written; default a new folder below runs/' },
    force: { help: 'replace the run that is in --out' },
    resume: { value: 'RUN', help: 'go on with a run that was stopped' },
    seed: { value: 'N', help: 'of weights, order and augmentation; default 0' },
    anyway: { help: 'train although the audit of the data finds an error' },
    ...recipeOptions,
    ...splitOptions,
    ...frontEndOptions,
    ...networkOptions,
    ...dataOptions,
    ...cacheOptions,
  },
  async run(options, terminal, signal) {
    const context = { terminal, signal, cache: cacheFolder(options), anyway: options.flag('anyway') }
    const resume = options.text('resume')
    if (resume !== undefined) {
      const others = options.given.filter((name) => !['resume', 'cache', 'no-cache', 'anyway'].includes(name))
      if (others.length > 0 || options.positionals.length > 0) {
        throw new CommandError(
          '--resume goes on with a run as it was begun; give neither a folder nor other options',
          2,
        )
      }
      const folder = new RunFolder(resume)
      return runTraining(await folder.readConfig(), { ...context, folder }, true)
    }
    const { config, name } = await configure(options)
    const out = options.text('out')
    const folder = out === undefined ? await freeRunFolder(`${name}-seed-${config.seed}`) : new RunFolder(out)
    await folder.create(config, options.flag('force'))
    return runTraining(config, { ...context, folder }, false)
  },
}

/** What the options ask for; what they leave open follows the data set. */
async function configure(options: Options): Promise<{ config: RunConfig; name: string }> {
  const data = dataChoice(options)
  const recipe = chooseRecipe(options)
  const seed = options.number('seed', { whole: true }) ?? 0
  const { files, dataset } = await openChoice(data)
  const split = chooseSplit(dataset, options)
  const config: RunConfig = {
    version: 1,
    data,
    split,
    splitHash: applySplit(dataset, split).hash,
    frontEnd: await chooseFrontEnd(files, dataset, options),
    network: chooseNetwork(dataset.labels.length, options),
    recipe,
    seed,
  }
  return { config, name: dataset.name }
}
