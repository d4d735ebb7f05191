import type { Builder } from '../builder.ts'
import type { Node } from '../graph.ts'

/** Turns a node into calls of SIMD kernels; false where it cannot, so that the plain kernel serves. Nothing has been emitted then. */
export type Lowering = (node: Node, b: Builder) => boolean
