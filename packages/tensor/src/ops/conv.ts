import { ShapeError, show, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'

export interface ConvOptions {
  /** A number for both axes, or [height, width]. */
  stride?: number | readonly number[]
  /** Zeros added on each side. */
  padding?: number | readonly number[]
  dilation?: number | readonly number[]
  /** Channels are cut into this many groups that do not see each other; as many as channels makes it depthwise. */
  groups?: number
}

export type Pair = readonly [number, number]

/** Options of the three faces of a convolution, with the sizes that its result cannot tell. */
export interface Conv {
  stride: Pair
  padding: Pair
  dilation: Pair
  groups: number
  /** Height and width of x. */
  input: Pair
  /** Height and width of w. */
  kernel: Pair
}

/** A number for both axes, or [height, width]; whole and at least `least`. */
export function pair(op: string, name: string, value: number | readonly number[], least: number): Pair {
  const list = typeof value === 'number' ? [value, value] : value
  if (list.length !== 2 || !list.every((v) => Number.isInteger(v) && v >= least)) {
    throw new ShapeError(`${op}: ${name} is ${show(list)}; wanted a whole number from ${least}, or two of them`)
  }
  return [list[0], list[1]]
}

export function resolveConv(op: string, options: ConvOptions, input: Shape, kernel: Shape): Conv {
  return {
    stride: pair(op, 'stride', options.stride ?? 1, 1),
    padding: pair(op, 'padding', options.padding ?? 0, 0),
    dilation: pair(op, 'dilation', options.dilation ?? 1, 1),
    groups: options.groups ?? 1,
    input: [input[0], input[1]],
    kernel: [kernel[0], kernel[1]],
  }
}

/** Height and width of the result. */
export function convOutput(op: string, { input, kernel, stride, padding, dilation }: Conv): [number, number] {
  const out = [0, 1].map(
    (i) => Math.floor((input[i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i]) + 1,
  )
  if (out[0] < 1 || out[1] < 1) {
    throw new ShapeError(
      `${op}: x of ${show(input)} with padding ${show(padding)} is smaller than the kernel ${show(kernel)} with dilation ${show(dilation)}; wanted at least its size`,
    )
  }
  return [out[0], out[1]]
}

/** The range of output positions whose tap `tap` falls on the input, along one axis (0 height, 1 width). */
export function span(c: Conv, axis: 0 | 1, tap: number, outputs: number): Pair {
  const shift = tap * c.dilation[axis] - c.padding[axis]
  const first = Math.max(0, Math.ceil(-shift / c.stride[axis]))
  const end = Math.min(outputs, Math.floor((c.input[axis] - 1 - shift) / c.stride[axis]) + 1)
  return [first, Math.max(first, end)]
}

/** Whether the convolution only mixes channels, pixel by pixel. */
export function isPointwise({ kernel, stride, padding }: Conv): boolean {
  return [...kernel, ...stride].every((v) => v === 1) && padding[0] === 0 && padding[1] === 0
}

/** Checks x [N, C, H, W] and w [O, C/groups, h, w] against each other. */
export function checkConv(op: string, x: Tensor, w: Tensor, groups: number): void {
  const [name, rank] = op === 'conv1d' ? ['[N, C, W]', 3] : ['[N, C, H, W]', 4]
  if (x.dimension !== rank || w.dimension !== rank) {
    throw new ShapeError(
      `${op}: x is ${show(x.shape)} and w is ${show(w.shape)}; wanted x ${name} and w of as many axes`,
    )
  }
  const [channels, outputs, perGroup] = [x.shape[1], w.shape[0], w.shape[1]]
  if (!Number.isInteger(groups) || groups < 1 || outputs % groups !== 0) {
    throw new ShapeError(
      `${op}: groups=${groups} does not divide the ${outputs} outputs of w ${show(w.shape)}; wanted a divisor`,
    )
  }
  if (perGroup * groups !== channels) {
    throw new ShapeError(
      `${op}: x has ${channels} channels but w ${show(w.shape)} with groups=${groups} wants ${perGroup * groups}`,
    )
  }
}
