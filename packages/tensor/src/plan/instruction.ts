import type { Shape } from '../shape.ts'
import type { Node } from './graph.ts'
import type { Reading } from './layout.ts'
import type { Buffer, Pointer } from './memory.ts'

export type Argument = number | Pointer

/** One step of a plan: a SIMD kernel with its arguments, or a plain kernel over views of the memory. */
export interface Instruction {
  /** Name of the exported kernel; of the operation for a plain one. */
  readonly kernel: string
  readonly args: readonly Argument[]
  readonly node: Node
  /** Set for a plain kernel: what it reads and makes, all in C order. */
  readonly plain?: { readonly inputs: Readonly<Record<string, Placed>>; readonly y: Placed }
  /** Floating-point operations, and bytes read and written. */
  readonly flop: number
  readonly bytes: number
}

/** An operand in memory. */
export interface Placed extends Reading {
  readonly buffer: Buffer
  readonly shape: Shape
}

export interface Cost {
  flop?: number
  bytes?: number
}
