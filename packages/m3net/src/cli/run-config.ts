import type { FrontEndOptions } from '../model/front-end.ts'
import type { Kernels } from './choose-kernels.ts'
import type { NetworkOptions } from '../model/network.ts'
import type { Recipe } from '../train/recipe.ts'
import type { SplitChoice } from './choose-split.ts'
import type { DataChoice } from './data-choice.ts'

/** Everything that a run was asked for: enough to go on with it, or to do it again. */
export interface RunConfig {
  version: 1
  data: DataChoice
  split: SplitChoice
  /** SHA-256 of the split's list: a changed data set is noticed. */
  splitHash: string
  frontEnd: FrontEndOptions
  network: NetworkOptions
  recipe: Recipe
  seed: number
  /** What it was computed with; a run goes on with the same. */
  kernels: Kernels
}

const kinds: Readonly<Record<keyof RunConfig, string>> = {
  version: 'number',
  data: 'object',
  split: 'object',
  splitHash: 'string',
  frontEnd: 'object',
  network: 'object',
  recipe: 'object',
  seed: 'number',
  kernels: 'string',
}

/** The configuration in a text; undefined where it is none of version 1. */
export function parseConfig(text: string): RunConfig | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<RunConfig> | null
    // What was begun before there was a choice ran on plain kernels, in one shard.
    const config = parsed && { kernels: 'plain' as const, ...parsed }
    const whole = config?.version === 1 && Object.entries(kinds).every(([key, kind]) => hasKind(config, key, kind))
    if (!whole) return undefined
    const { recipe, ...rest } = config as RunConfig
    // The fields keep their order, as the model's card holds them.
    return { ...rest, recipe: { ...recipe, shards: recipe.shards ?? 1 } }
  } catch {
    return undefined
  }
}

function hasKind(config: object, key: string, kind: string): boolean {
  const value: unknown = (config as Record<string, unknown>)[key]
  return typeof value === kind && value !== null
}
