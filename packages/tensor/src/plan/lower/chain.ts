import { sizeOf, type Shape } from '../../shape.ts'
import { elementwiseOpcodes, type ElementwiseName } from '../../simd/elementwise-opcodes.ts'
import type { Builder } from '../builder.ts'
import type { Argument, Placed } from '../instruction.ts'
import type { Chain, Step } from '../fuse-elementwise.ts'
import { pixelFloats } from '../layout.ts'
import { pointer } from '../memory.ts'
import { bytesOf, eachImage } from './image.ts'
import type { Lowering } from './lowering.ts'

// Element-wise chains become programs for one kernel that runs them block by block.

/** Loops of the kernel. */
const LOOPS = 5

/** Room for a block of each register, in floats. */
const REGISTER = 4160 / 4

export const chain: Lowering = (node, b) => {
  const operands = Object.values(node.inputs)
  const images = node.y.shape.length === 4 && operands.some((operand) => b.isImage(operand))
  const y = b.create(node.y, images ? 'channels last' : 'in order')
  const inputs = operands.map((operand) => broadcast(b.read(operand), node.y.shape))
  emitProgram(b, inputs, y, (node.options as Chain).steps)
  return true
}

/** Copies between any two layouts. */
export function emitCopy(b: Builder, from: Placed, to: Placed): void {
  emitProgram(b, [from], to, [{ name: 'copy', args: [0] }])
}

/** A reading repeated to a larger shape. */
export function broadcast(x: Placed, shape: Shape): Placed {
  const missing = shape.length - x.shape.length
  const stride = shape.map((length, axis) =>
    axis < missing || (x.shape[axis - missing] === 1 && length > 1) ? 0 : x.stride[axis - missing],
  )
  return { ...x, shape, stride }
}

/** The steps over inputs of y's shape, which may repeat or run backwards. */
export function emitProgram(b: Builder, inputs: readonly Placed[], y: Placed, steps: readonly Step[]): void {
  const size = sizeOf(y.shape)
  if (size === 0) return
  const long = y.shape.findIndex((length) => length > 1)
  if (y.shape.filter((length) => length > 1).length > LOOPS) {
    const at = (x: Placed, i: number): Placed => {
      const shape = x.shape.map((length, axis) => (axis === long ? 1 : length))
      return { ...x, start: x.start + i * x.stride[long], shape }
    }
    for (let i = 0; i < y.shape[long]; i++) {
      emitProgram(
        b,
        inputs.map((x) => at(x, i)),
        at(y, i),
        steps,
      )
    }
    return
  }
  const images = imagesOf(y, inputs)
  const loops = loopsOf(y, inputs, images)
  const scratch = b.scratch(REGISTER * (inputs.length + steps.length))
  const words: Argument[] = [...loops.lengths, inputs.length, 1, steps.length, pointer(scratch)]
  inputs.forEach(({ buffer, start }, i) => {
    words.push(pointer(buffer, start), ...loops.strides[i + 1].map((step) => step * 4))
  })
  words.push(pointer(y.buffer, y.start), ...loops.strides[0].slice(0, 4).map((step) => step * 4))
  const register = (at: number): number => (at >= 0 ? at : inputs.length - 1 - at)
  words.push(register(-steps.length))
  steps.forEach(({ name, args }, i) => {
    const [a, second = 0, third = 0] = args.map(register)
    words.push(elementwiseOpcodes[name as ElementwiseName], register(-1 - i), a, second, third)
  })
  const touched = [...inputs, y].map(({ buffer, stride }) => ({
    buffer,
    imageStep: stride[0] === 0 ? undefined : stride[0] * 4,
  }))
  const cost = {
    flop: size * steps.length,
    bytes: bytesOf(y, ...inputs.filter(({ stride }) => stride.some((step) => step !== 0))),
    images,
  }
  const range: Argument[] = images > 1 ? [{ by: 'before', each: 1 }, eachImage] : [0, loops.lengths[0]]
  b.emit('elementwiseRange', [pointer(b.words(words)), ...range], cost, [...touched, { buffer: scratch }])
}

/** [n0, n1, n2, pixels, run] and, for the result and each input, their strides in elements. */
interface Loops {
  lengths: readonly number[]
  strides: readonly (readonly number[])[]
}

/** Loops over the axes of y as they lie in memory, the fastest last, those that continue one another everywhere joined; images first where they count. */
function loopsOf(y: Placed, inputs: readonly Placed[], images: number): Loops {
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
function imagesOf(y: Placed, inputs: readonly Placed[]): number {
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
