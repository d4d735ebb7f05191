import { Builder } from './builder.ts'
import type { Argument, Instruction, Placed } from './instruction.ts'
import { Flow } from './flow.ts'
import { fuse } from './fuse.ts'
import type { Graph, Value } from './graph.ts'
import type { Dtype } from '../dtype.ts'
import { sizeOf } from '../shape.ts'
import { lower } from './lower/index.ts'
import { assignOffsets, type Buffer } from './memory.ts'
import type { PlanArgument } from './stand-in.ts'
import { tilesOf, type Tile } from './tiles.ts'

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
  readonly tiles: readonly Tile[]
  /** To be run once, when programs and constants are in place. */
  readonly preparations: readonly Instruction[]
  readonly programs: readonly { buffer: Buffer; words: readonly Argument[] }[]
  readonly outside: readonly OutsideSlot[]
  readonly results: readonly Slot[]
  readonly bytes: number
  readonly standIns: readonly PlanArgument[]
}

/** The way from a traced graph to a schedule: fuse, lower node by node, gather into tiles, place. */
export function schedule(traced: Graph, cache?: number): Schedule {
  const graph = fuse(traced)
  const flow = new Flow(graph)
  const builder = new Builder(flow)
  for (const node of graph.nodes) lower(node, builder)
  const results = graph.results.map((operand) => ({ placed: builder.readInOrder(operand), dtype: operand.value.dtype }))
  const outside = [...builder.outsideValues].map(([value, buffer]) => ({
    placed: { buffer, start: 0, stride: [1], shape: [sizeOf(value.shape)] },
    dtype: value.dtype,
    value,
    written: flow.isWritten(value),
  }))
  const tiles = tilesOf(builder.instructions, cache)
  noteLives(tiles, results)
  const { preparations, programs, buffers } = builder
  const bytes = assignOffsets(buffers, START)
  return { tiles, preparations, programs, outside, results, bytes, standIns: graph.standIns }
}

/** From which tile to which each buffer is in use. All of a tile's are in use at once; results are to the end. */
function noteLives(tiles: readonly Tile[], results: readonly Slot[]): void {
  const touch = (buffer: Buffer, at: number): void => {
    buffer.first = Math.min(buffer.first, at)
    buffer.last = Math.max(buffer.last, at)
  }
  tiles.forEach(({ instructions }, at) => {
    for (const { touches } of instructions) for (const { buffer } of touches) touch(buffer, at)
  })
  for (const { placed } of results) touch(placed.buffer, tiles.length)
}
