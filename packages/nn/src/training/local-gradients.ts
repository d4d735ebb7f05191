import type { Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import type { Parameter } from '../parameter.ts'
import { loadTensors } from '../state-file.ts'
import { copyTensors, statistics } from '../state.ts'
import { batchGradients, type Compile, type ComputeGradients } from './batch-gradients.ts'
import type { Loss } from './evaluate.ts'
import type { GradientEngine, Shard, ShardResult } from './shard.ts'

/** Computes shards on this thread, one after the other. */
export class LocalGradients implements GradientEngine {
  readonly #statistics: ReadonlyMap<string, Tensor>
  readonly #gradientsOf: ComputeGradients

  constructor(model: Layer, parameters: readonly Parameter[], loss: Loss, compile?: Compile) {
    this.#statistics = statistics(model)
    this.#gradientsOf = batchGradients(model, parameters, loss, compile)
  }

  compute(shards: readonly Shard[]): Promise<readonly ShardResult[]> {
    return Promise.all(shards.map(async (shard) => this.one(shard)))
  }

  one({ x, labels, rng }: Shard): ShardResult {
    const before = copyTensors(this.#statistics)
    try {
      const result = this.#gradientsOf(x, labels, rng)
      return { ...result, moved: copyTensors(this.#statistics) }
    } finally {
      loadTensors(this.#statistics, before)
    }
  }
}
