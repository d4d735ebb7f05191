import type { AnyOp } from '../op-spec.ts'
import type { Tensor } from '../tensor.ts'

// Results of a plan have no history. Eager ones would lead back to the weights that f uses, so a gradient by one of these is refused rather
// than said to be zero.

const op: AnyOp = {
  name: 'compile',
  inputs: ['leaves'],
  gradients: ['leaves'],
  kind: 'composed',
  run: refuse,
  pullback: () => refuse,
}

function refuse(): never {
  throw new TypeError(
    'grad: it leads through a compiled function to a tensor that is none of its arguments; wanted the gradient taken within the function, or by an argument',
  )
}

/** The tracked tensors from outside that a tensor of a trace depends on. */
export function leavesOf(traced: Tensor): Tensor[] {
  const seen = new Set<Tensor>()
  const open = traced.tracked ? [traced] : []
  for (let x = open.pop(); x; x = open.pop()) {
    if (seen.has(x)) continue
    seen.add(x)
    for (const input of Object.values(x.source?.inputs ?? {})) if (input.tracked) open.push(input)
  }
  return [...seen].filter((x) => !x.source && !x.pending)
}

/** Lets gradients by `leaves` that come to y fail. */
export function endAt(y: Tensor, leaves: readonly Tensor[]): void {
  if (leaves.length === 0) return
  y.tracked = true
  y.source = { op, inputs: Object.fromEntries(leaves.entries()), options: undefined, order: -1, scope: '' }
}
