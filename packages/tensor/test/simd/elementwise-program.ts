import { Tensor } from '../../src/index.ts'
import { elementwiseOpcodes, type ElementwiseName } from '../../src/simd/elementwise-opcodes.ts'
import { type KernelMemory, noise } from './kernel-memory.ts'

/** n0, n1, n2, pixels, run */
export type Counts = readonly [number, number, number, number, number]

/** Ways to lay values for the `elementwise` kernel. */
export const operandKinds = [
  'dense',
  'mirrored',
  'slice',
  'planes',
  'perRun',
  'perImage',
  'perPixel',
  'single',
] as const
export type OperandKind = (typeof operandKinds)[number]

/** A place in memory that a program reads or writes. */
export interface Place {
  pointer: number
  /** Bytes along each of the counts. */
  strides: readonly number[]
}

/** Values in memory. */
export interface Operand extends Place {
  /** What is there now, one value for each combination of counts. */
  read(): Tensor
  /** Throws if anything but these values has been written. */
  checkMargins(): void
}

/** Lays random values. */
export function putOperand(
  memory: KernelMemory,
  rng: { normal(): number },
  counts: Counts,
  kind: OperandKind,
): Operand {
  const [, n1, n2, pixels, run] = counts
  const pitch = kind === 'slice' ? run + 3 : run
  const image = pixels * pitch
  const dense = [n1 * n2 * image, n2 * image, image, pitch, 1]
  const strides = {
    dense,
    mirrored: [dense[0], dense[1], dense[2], -pitch, 1],
    slice: dense,
    planes: [dense[0], dense[1], dense[2], 1, pixels],
    perRun: [0, 0, 0, 0, 1],
    perImage: [n1 * run, run, 0, 0, 1],
    perPixel: [n2 * pixels, 0, pixels, 1, 0],
    single: [0, 0, 0, 0, 0],
  }[kind]
  const lowest = strides.reduce((sum, stride, axis) => sum + Math.min(0, stride * (counts[axis] - 1)), 0)
  const size = strides.reduce((sum, stride, axis) => sum + Math.abs(stride) * (counts[axis] - 1), 1)
  const room = memory.room(size)
  const pointer = room - 4 * lowest
  const places = positions(counts).map((at) => at.reduce((sum, i, axis) => sum + i * strides[axis] * 4, pointer))
  const values = noise(rng, size).data
  const held = memory.view(room, size)
  const indices = places.map((place) => (place - room) / 4)
  for (const i of indices) held[i] = values[i]
  return {
    pointer,
    strides: strides.map((stride) => stride * 4),
    read: () =>
      Tensor.from(
        Float64Array.from(places, (place) => memory.view(place, 1)[0]),
        [places.length],
      ),
    checkMargins() {
      if (!memory.nothingElse(room, size, places)) throw new Error(`${kind}: written beside the values`)
    },
  }
}

function positions(counts: readonly number[]): number[][] {
  if (counts.length === 0) return [[]]
  const rest = positions(counts.slice(1))
  return Array.from({ length: counts[0] }, (_, i) => rest.map((position) => [i, ...position])).flat()
}

/** A step of a program: name, register of the result, registers of the operands. */
export type Step = readonly [ElementwiseName, number, ...number[]]

/** Runs a program; an output is its place and its register. */
export function runProgram(
  memory: KernelMemory,
  counts: Counts,
  inputs: readonly Place[],
  outputs: readonly (readonly [Place, number])[],
  steps: readonly Step[],
): void {
  const scratch = memory.room((inputs.length + steps.length) * 1040)
  const words = [...counts, inputs.length, outputs.length, steps.length, scratch]
  for (const { pointer, strides } of inputs) words.push(pointer, ...strides)
  for (const [{ pointer, strides }, register] of outputs) words.push(pointer, ...strides.slice(0, 4), register)
  for (const [name, to, a, b = 0, c = 0] of steps) words.push(elementwiseOpcodes[name], to, a, b, c)
  const program = memory.room(words.length)
  new Int32Array(memory.view(program, words.length).buffer, program, words.length).set(words)
  memory.kernels.elementwise(program)
}
