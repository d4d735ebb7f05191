import { sizeOf, type Shape } from '../../shape.ts'
import { elementwiseOpcodes, type ElementwiseName } from '../../simd/elementwise-opcodes.ts'
import type { Builder } from '../builder.ts'
import type { Argument, Placed } from '../instruction.ts'
import type { Chain, Step } from '../fuse-elementwise.ts'
import { pointer } from '../memory.ts'
import { bytesOf, eachImage } from './image.ts'
import { imagesOf, LOOPS, loopsOf } from './loops.ts'
import type { Lowering } from './lowering.ts'

// Element-wise chains become programs for one kernel that runs them block by block.

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
