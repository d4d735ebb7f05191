import { Tensor, type Rng } from '@m3net/tensor'

export interface Batch {
  /** [N, ...] */
  x: Tensor
  /** Classes, int32 [N], or shares of classes [N, C]. */
  labels: Tensor
}

export interface BatchContext {
  /** For augmentation. Depends on seed and step only, so that a resumed training draws the same. */
  rng: Rng
  /** False when the batch is for evaluation: nothing is to be augmented then. */
  training: boolean
}

/** Items by number, made into batches when asked: from memory, a cache, files or a generator. */
export interface Source {
  readonly size: number
  batch(indices: Int32Array, context: BatchContext): Batch | Promise<Batch>
}

/** A source over tensors in memory: x [N, ...] and labels [N] or [N, C]. */
export function tensorSource(x: Tensor, labels: Tensor): Source {
  if (x.shape[0] !== labels.shape[0]) {
    throw new RangeError(`tensorSource: ${x.shape[0]} items but ${labels.shape[0]} labels; wanted one label for each`)
  }
  const [items, targets] = [x.contiguous(), labels.contiguous()]
  return {
    size: x.shape[0],
    batch: (indices) => ({ x: rowsAt(items, indices), labels: rowsAt(targets, indices) }),
  }
}

function rowsAt(x: Tensor, indices: Int32Array): Tensor {
  const rows = Tensor.zeros([indices.length, ...x.shape.slice(1)], x.dtype)
  const length = x.size / x.shape[0]
  indices.forEach((index, i) => rows.data.set(x.data.subarray(index * length, (index + 1) * length), i * length))
  return rows
}
