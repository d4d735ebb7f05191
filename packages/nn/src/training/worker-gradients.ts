import { crossEntropy, Rng, type RngState, type Tensor } from '@m3net/tensor'
import type { Layer } from '../layer.ts'
import type { Parameter } from '../parameter.ts'
import { loadTensors } from '../state-file.ts'
import { state } from '../state.ts'
import { packTensors, unpackTensors, type PackedTensors } from '../workers/packed-tensors.ts'
import type { Port } from '../workers/port.ts'
import { serve } from '../workers/serve.ts'
import type { WorkerPool } from '../workers/worker-pool.ts'
import type { Compile } from './batch-gradients.ts'
import type { Loss } from './evaluate.ts'
import { LocalGradients } from './local-gradients.ts'
import { nextTask } from './next-task.ts'
import type { GradientEngine, Shard, ShardResult } from './shard.ts'

interface ShardTask {
  /** Everything that the model has, so that a worker keeps nothing from one task to the next. */
  weights: PackedTensors
  /** Names of the parameters whose gradients are wanted. */
  trained: readonly string[]
  batch: PackedTensors
  rng: RngState
}

interface ShardAnswer {
  loss: number
  logits: PackedTensors
  gradients: PackedTensors
  moved: PackedTensors
}

/** Sends shards to workers that `serveGradients` serves, and computes those for which none is free by `local`, where it is given. */
export class WorkerGradients implements GradientEngine {
  readonly #pool: WorkerPool
  readonly #local: LocalGradients | undefined
  readonly #state: ReadonlyMap<string, Tensor>
  readonly #trained: readonly string[]

  constructor(model: Layer, parameters: readonly Parameter[], pool: WorkerPool, local?: LocalGradients) {
    this.#pool = pool
    this.#local = local
    this.#state = state(model)
    const names = new Map([...this.#state].map(([name, tensor]) => [tensor, name]))
    this.#trained = parameters.map((parameter, i) => {
      const name = names.get(parameter)
      if (name !== undefined) return name
      throw new RangeError(
        `train: parameter ${i} of the optimiser is none of the model's; wanted parameters(model), since workers know them by name`,
      )
    })
  }

  async compute(shards: readonly Shard[]): Promise<readonly ShardResult[]> {
    const results: ShardResult[] = []
    let next = 0
    const take = async (compute: (shard: Shard) => ShardResult | Promise<ShardResult>): Promise<void> => {
      while (next < shards.length) {
        const s = next++
        results[s] = await compute(shards[s])
      }
    }
    // The workers choose first, as this thread hears of nothing while it computes.
    const takers = Array.from({ length: this.#pool.size }, () => take((shard) => this.#send(shard)))
    if (this.#local) takers.push(take((shard) => this.#help(shard)))
    await Promise.all(takers)
    return results
  }

  async #help(shard: Shard): Promise<ShardResult> {
    const result = this.#local!.one(shard)
    await nextTask()
    return result
  }

  async #send({ x, labels, rng }: Shard): Promise<ShardResult> {
    const weights = packTensors(this.#state)
    const batch = packTensors(new Map(Object.entries({ x, labels })))
    const task: ShardTask = { weights, trained: this.#trained, batch, rng: rng.save() }
    const { loss, ...packed } = (await this.#pool.run(task, [weights.buffer, batch.buffer])) as ShardAnswer
    const gradients = unpackTensors(packed.gradients)
    return {
      loss,
      logits: unpackTensors(packed.logits).get('logits')!,
      gradients: this.#trained.map((name) => gradients.get(name)!),
      moved: unpackTensors(packed.moved),
    }
  }
}

/**
 * Computes shards for a trainer on the other side of a port. The model has the layers of the one that is trained, with any
 * weights: theirs come with every task. `loss` and `compile` are those of the trainer's options.
 */
export function serveGradients(
  port: Port,
  model: Layer,
  { loss = crossEntropy, compile }: { loss?: Loss; compile?: Compile } = {},
): void {
  const own = state(model)
  let engine: { names: string; local: LocalGradients } | undefined
  serve(port, (task) => {
    const { weights, trained, batch, rng } = task as ShardTask
    loadTensors(own, unpackTensors(weights))
    const names = trained.join(' ')
    if (engine?.names !== names) {
      const parameters = trained.map((name) => own.get(name) as Parameter)
      engine = { names, local: new LocalGradients(model, parameters, loss, compile) }
    }
    const { x, labels } = Object.fromEntries(unpackTensors(batch))
    const result = engine.local.one({ x, labels, rng: Rng.restore(rng) })
    const answer: ShardAnswer = {
      loss: result.loss,
      logits: packTensors(new Map([['logits', result.logits]])),
      gradients: packTensors(new Map(trained.map((name, i) => [name, result.gradients[i]]))),
      moved: packTensors(result.moved),
    }
    return { result: answer, transfer: [answer.logits.buffer, answer.gradients.buffer, answer.moved.buffer] }
  })
}
