import type { Shape } from '../shape.ts'
import type { Node } from './graph.ts'
import type { Reading } from './layout.ts'
import type { Buffer, Pointer } from './memory.ts'

/** A number in proportion to the images that a call is for: `each` times their count, or times those before them. */
export interface Scaled {
  readonly by: 'count' | 'before'
  readonly each: number
}

export type Argument = number | Pointer | Scaled

/** A buffer that is read or written, and bytes from image to image; undefined where all images share it. */
export interface Touch {
  readonly buffer: Buffer
  readonly imageStep?: number
}

/** One step of a plan: a SIMD kernel with its arguments, or a plain kernel over views of the memory. */
export interface Instruction {
  /** Name of the exported kernel; of the operation for a plain one. */
  readonly kernel: string
  readonly args: readonly Argument[]
  readonly node: Node
  /** Set for a plain kernel: what it reads and makes, all in C order. */
  readonly plain?: { readonly inputs: Readonly<Record<string, Placed>>; readonly y: Placed }
  /** All that it reads or writes. */
  readonly touches: readonly Touch[]
  /** Images of the batch that counts are in proportion to. */
  readonly images: number
  /** Whether each of them may be computed by a call of its own. */
  readonly apart: boolean
  /** Floating-point operations, and bytes read and written. */
  readonly flop: number
  readonly bytes: number
}

/** An operand in memory. */
export interface Placed extends Reading {
  readonly buffer: Buffer
  readonly shape: Shape
  /** Whether it is written beside others in the same pixels, whose numbers lie where padding would. */
  readonly part?: boolean
}

export interface Cost {
  flop?: number
  bytes?: number
  /** Images of the batch, where the kernel computes each by itself: counts and pointers then say how they scale. */
  images?: number
}

export function isPointer(argument: Argument): argument is Pointer {
  return typeof argument === 'object' && 'buffer' in argument
}

/** The number that a kernel is called with for `count` images after `before` others. */
export function valueOf(argument: Argument, before: number, count: number): number {
  if (typeof argument === 'number') return argument
  if (!isPointer(argument)) return argument.each * (argument.by === 'count' ? count : before)
  return argument.buffer.offset + argument.byte + (before > 0 ? before * (argument.imageStep ?? 0) : 0)
}
