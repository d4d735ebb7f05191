import { sizeOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import type { PlanArgument } from './stand-in.ts'

/**
 * Runs a function of single items over a batch: arguments are cut along their first axis, results joined along theirs. What an item needs
 * stays in cache from one kernel to the next, which a batch of many does not.
 */
export function overItems(
  args: readonly PlanArgument[],
  one: (args: readonly PlanArgument[]) => readonly Tensor[],
): Tensor[] {
  const [first] = args
  const items = first instanceof Tensor ? first.shape[0] : 1
  if (items === 0) return [...one(args)]
  let joined: Tensor[] = []
  for (let item = 0; item < items; item++) {
    const results = one(args.map((x) => (x instanceof Tensor ? x.detach().slice(0, item, item + 1) : x)))
    if (item === 0) joined = results.map(({ dtype, shape }) => Tensor.zeros([items, ...shape.slice(1)], dtype))
    results.forEach(({ data }, i) => joined[i].data.set(data, item * sizeOf(joined[i].shape.slice(1))))
  }
  return joined
}
