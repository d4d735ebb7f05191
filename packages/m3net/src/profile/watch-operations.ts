import * as tensor from '@m3net/tensor'
import { currentScope, useKernels, type FastKernel, type OpRow } from '@m3net/tensor'
import type { KernelCall, Run } from './profile-network.ts'

/** Runs `f` and times, by `clock`, the kernel of each of its operations with float32 results. */
export function watchOperations(f: () => void, clock: () => number): Run {
  const calls: KernelCall[] = []
  const times: number[] = []
  // Time of the operations that a kernel calls: it is theirs.
  let inner = 0
  const before = useKernels(new Map())
  const watched = (name: string): FastKernel => {
    const fast = before.get(name)
    const kernel = fast ? name : `${name} (plain)`
    return (y, inputs, options, plain) => {
      const place = calls.push({ layer: currentScope(), operation: name, kernel, flop: 0, bytes: 0 }) - 1
      const outer = inner
      inner = 0
      const start = clock()
      if (fast) fast(y, inputs, options, plain)
      else plain(y, inputs, options)
      const elapsed = clock() - start
      times[place] = elapsed - inner
      inner = outer + elapsed
    }
  }
  useKernels(new Map(operationNames().map((name) => [name, watched(name)])))
  try {
    const start = clock()
    f()
    return { calls, times, milliseconds: clock() - start }
  } finally {
    useKernels(before)
  }
}

function operationNames(): string[] {
  return Object.values(tensor)
    .filter((value): value is typeof value & { op: OpRow } => typeof value === 'function' && 'op' in value)
    .filter(({ op }) => op.kind === 'kernel')
    .map(({ op }) => op.name)
}
