import { Builder } from './builder.ts'
import type { Instruction, Placed } from './instruction.ts'
import { fuse } from './fuse.ts'
import type { Graph, Value } from './graph.ts'
import type { Dtype } from '../dtype.ts'
import { sizeOf } from '../shape.ts'
import { lower } from './lower/index.ts'
import { assignOffsets, type Buffer } from './memory.ts'
import type { Argument } from './instruction.ts'
import type { PlanArgument } from './stand-in.ts'

/** Where a plan's memory begins; the kernels keep nothing there. */
const START = 1024

/** A value of the plan with its place. */
export interface Slot {
  readonly placed: Placed
  readonly dtype: Dtype
}

/** A value from outside: an argument, state, or a constant. */
export interface OutsideSlot extends Slot {
  readonly value: Value
  /** Whether the plan changes it. */
  readonly written: boolean
}

/** A graph as kernel calls, with every buffer at its offset in a memory of so many bytes. */
export interface Schedule {
  readonly instructions: readonly Instruction[]
  /** To be run once, when programs and constants are in place. */
  readonly preparations: readonly Instruction[]
  readonly programs: readonly { buffer: Buffer; words: readonly Argument[] }[]
  readonly outside: readonly OutsideSlot[]
  readonly results: readonly Slot[]
  readonly bytes: number
  readonly standIns: readonly PlanArgument[]
}

export function schedule(traced: Graph): Schedule {
  const graph = fuse(traced)
  const builder = new Builder(graph)
  for (const node of graph.nodes) lower(node, builder)
  const results = graph.results.map((operand) => ({ placed: builder.readInOrder(operand), dtype: operand.value.dtype }))
  builder.keepToTheEnd(results.map(({ placed }) => placed))
  const written = new Set(graph.nodes.flatMap(({ inputs, writes }) => writes.map((name) => inputs[name].value)))
  const outside = [...builder.outsideValues].map(([value, buffer]) => ({
    placed: { buffer, start: 0, stride: [1], shape: [sizeOf(value.shape)] },
    dtype: value.dtype,
    value,
    written: written.has(value),
  }))
  const { instructions, preparations, programs, buffers } = builder
  return {
    instructions,
    preparations,
    programs,
    outside,
    results,
    bytes: assignOffsets(buffers, START),
    standIns: graph.standIns,
  }
}
