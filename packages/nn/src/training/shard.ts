import type { Rng, Tensor } from '@m3net/tensor'
import type { BatchGradients } from './batch-gradients.ts'
import type { Batch } from './source.ts'

/** A part of a batch, with the random stream of its forward pass. */
export interface Shard extends Batch {
  rng: Rng
}

export interface ShardResult extends BatchGradients {
  /** The model's other tensors, such as running statistics, by name, as this shard would leave them. */
  moved: ReadonlyMap<string, Tensor>
}

/** Computes shards: each from the model as it is, which is the same afterwards. The results come in the order of the shards. */
export interface GradientEngine {
  compute(shards: readonly Shard[]): Promise<readonly ShardResult[]>
}

/**
 * Cuts a batch into `shards` parts of about one size, or into fewer where some would have a single item: batch norm cannot
 * train on one. What comes out follows from the batch alone, never from who computes it.
 */
export function cutBatch({ x, labels }: Batch, shards: number, rng: Rng): Shard[] {
  const items = x.shape[0]
  const count = Math.max(1, Math.min(shards, Math.floor(items / 2)))
  if (count === 1) return [{ x, labels, rng }]
  const bound = (i: number): number => Math.floor((i * items) / count)
  return Array.from({ length: count }, (_, i) => {
    const rows = (tensor: Tensor): Tensor => tensor.slice(0, bound(i), bound(i + 1)).contiguous()
    return { x: rows(x), labels: rows(labels), rng: rng.split(`shard ${i}`) }
  })
}
