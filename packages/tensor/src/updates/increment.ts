import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'

/** Adds one to a counter [], in place. Without a result, and without a gradient. */
export const increment: Op<['counter']> = /* @__PURE__ */ defineOp({
  name: 'increment',
  inputs: ['counter'],
  writes: ['counter'],
  shape: () => [0],
  kernel: (_, { counter }) => void counter.data[0]++,
  vjp: { counter: null },
})
