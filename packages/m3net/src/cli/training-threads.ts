import type { WorkerPool } from '@m3net/nn'
import type { RunContext } from './read-run.ts'
import type { RunConfig } from './run-config.ts'
import { startThreads } from './start-threads.ts'
import type { TrainingWork } from './training-thread.ts'

/** Threads that share the shards of a step with this one, as many as there is work for. */
export function trainingThreads(
  { network, recipe, kernels }: RunConfig,
  { workers, terminal }: RunContext,
  classWeights: Float32Array | undefined,
): WorkerPool | undefined {
  const { shards } = recipe
  if (workers > shards) {
    const step = shards === 1 ? 'a step is one shard' : `a step is ${shards} shards`
    terminal.note(
      `note: training uses ${shards} of ${workers} workers, as ${step}; a new run can have more by --shards`,
    )
  }
  const count = Math.min(workers, shards)
  const work: TrainingWork = { network, recipe, classWeights, kernels }
  return count > 1 ? startThreads('training-thread', count - 1, work) : undefined
}
