import type { Shape, Tensor } from '@m3net/tensor'

/** Whether a tensor has exactly this shape. */
export function sameShapeAs(tensor: Tensor, shape: Shape): boolean {
  return tensor.dimension === shape.length && tensor.shape.every((length, axis) => length === shape[axis])
}
