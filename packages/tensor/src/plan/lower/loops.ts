import type { Shape } from '../../shape.ts'
import type { Placed } from '../instruction.ts'
import { pixelFloats } from '../layout.ts'

/** Loops of the element-wise kernel. */
export const LOOPS = 5

/** [n0, n1, n2, pixels, run] and, for the result and each input, their strides in elements. */
interface Loops {
  lengths: readonly number[]
  strides: readonly (readonly number[])[]
}

/** Loops over the axes of y as they lie in memory, the fastest last, those that continue one another everywhere joined; images first where they count. */
export function loopsOf(y: Placed, inputs: readonly Placed[], images: number): Loops {
  const all = [y, ...inputs]
  const shape = wholeVectors(y, inputs)
  const order = shape
    .map((_, axis) => axis)
    .filter((axis) => shape[axis] > 1 && (axis > 0 || images === 1))
    .sort((a, c) => y.stride[c] - y.stride[a])
  const merged: { length: number; strides: number[] }[] = []
  for (const axis of order) {
    const length = shape[axis]
    const strides = all.map(({ stride }) => stride[axis])
    const outer = merged.at(-1)
    if (outer && strides.every((step, i) => outer.strides[i] === step * length)) {
      outer.length *= length
      outer.strides = strides
    } else merged.push({ length, strides })
  }
  const single = (): { length: number; strides: number[] } => ({ length: 1, strides: all.map(() => 0) })
  if (merged.at(-1)?.strides[0] !== 1) merged.push(single())
  while (merged.length < LOOPS - 1) merged.unshift(single())
  if (images > 1) merged.unshift({ length: images, strides: all.map(({ stride }) => stride[0]) })
  else if (merged.length < LOOPS) merged.unshift(single())
  return {
    lengths: merged.map(({ length }) => length),
    strides: all.map((_, i) => merged.map(({ strides }) => strides[i])),
  }
}

/** How many images y has, if each of them is made of the inputs' images in their turn; else 1. */
export function imagesOf(y: Placed, inputs: readonly Placed[]): number {
  const inTurn = ({ start, stride }: Placed): boolean => stride[0] === 0 || (start >= 0 && start < stride[0])
  return y.shape.length === 4 && y.stride[1] === 1 && [y, ...inputs].every(inTurn) ? y.shape[0] : 1
}

/** The shape of y, its channels with their padding where y is a whole image: what is computed there has no meaning. */
function wholeVectors(y: Placed, inputs: readonly Placed[]): Shape {
  const [N, C, H, W] = y.shape
  const padded = pixelFloats(C)
  const apart = y.part || y.shape.length !== 4 || y.stride[1] !== 1 || y.stride[3] !== padded || H * W === 1
  if (apart || inputs.some(({ stride }) => stride[1] !== 1 && stride[1] !== 0)) return y.shape
  return [N, padded, H, W]
}
