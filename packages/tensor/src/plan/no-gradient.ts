import type { AnyOp, Named } from '../op-spec.ts'
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

/** The tracked tensors from outside that a tensor of a trace depends on; undefined where there are none. */
export function leavesOf(traced: Tensor): Named | undefined {
  const seen = new Set<Tensor>()
  const open = traced.tracked ? [traced] : []
  for (let x = open.pop(); x; x = open.pop()) {
    if (seen.has(x)) continue
    seen.add(x)
    for (const input of Object.values(x.source?.inputs ?? {})) if (input.tracked) open.push(input)
  }
  const leaves = [...seen].filter((x) => !x.source && !x.pending)
  return leaves.length > 0 ? Object.fromEntries(leaves.entries()) : undefined
}

/** Lets gradients that go from y to `leaves` fail. */
export function endAt(y: Tensor, leaves: Named | undefined): void {
  if (!leaves) return
  y.tracked = true
  y.source = { op, inputs: leaves, options: undefined, order: -1, scope: '' }
}
