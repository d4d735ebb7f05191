import { concat, noGrad, Tensor } from '@m3net/tensor'
import type { ShardResult } from './shard.ts'

/**
 * The results of shards, in their order, as that of one batch: means in which each shard has its share of the items. Of running
 * statistics too, as an update moves them by a share of what was measured; of whole numbers, such as counts, the first shard's
 * are taken.
 */
export function mergeShards(results: readonly ShardResult[]): ShardResult {
  if (results.length === 1) return results[0]
  const items = results.map(({ logits }) => logits.shape[0])
  const all = items.reduce((a, b) => a + b)
  const shares = items.map((count) => count / all)
  const mean = (of: (result: ShardResult) => Tensor): Tensor => weightedMean(results.map(of), shares)
  const [{ gradients, moved }] = results
  return {
    loss: results.reduce((sum, { loss }, s) => sum + shares[s] * loss, 0),
    logits: noGrad(() => concat(results.map(({ logits }) => logits))),
    gradients: gradients.map((_, i) => mean(({ gradients }) => gradients[i])),
    moved: new Map([...moved.keys()].map((name) => [name, mean(({ moved }) => moved.get(name)!)])),
  }
}

/** Summed in float64, in the order given. */
function weightedMean(tensors: readonly Tensor[], shares: readonly number[]): Tensor {
  const [{ shape, dtype, size }] = tensors
  if (dtype === 'int32') return tensors[0]
  const sum = new Float64Array(size)
  tensors.forEach((tensor, s) => {
    const { data } = tensor.contiguous()
    for (let i = 0; i < size; i++) sum[i] += shares[s] * data[i]
  })
  const mean = Tensor.zeros(shape, dtype)
  mean.data.set(sum)
  return mean
}
