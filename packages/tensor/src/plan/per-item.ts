import { ShapeError, show, sizeOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import type { PlanArgument } from './stand-in.ts'

/**
 * Runs a function of single items over a batch: arguments are cut along their first axis, results joined along theirs. What an item needs
 * stays in cache from one kernel to the next, which a batch of many does not. Throws {@link ShapeError} where arguments differ in items, or a
 * result has none of its own for each.
 */
export function overItems(
  args: readonly PlanArgument[],
  one: (args: readonly PlanArgument[]) => readonly Tensor[],
): Tensor[] {
  const items = itemsOf(args)
  if (items === 0) return [...one(args)]
  let joined: Tensor[] = []
  for (let item = 0; item < items; item++) {
    const results = one(args.map((x) => (x instanceof Tensor ? x.detach().slice(0, item, item + 1) : x)))
    if (item === 0) joined = results.map(({ dtype, shape }) => Tensor.zeros([items, ...shape.slice(1)], dtype))
    results.forEach(({ data, shape }, i) => {
      if (shape[0] !== 1)
        throw new ShapeError(`perItem: a result of one item is ${show(shape)}; wanted a first axis of 1`)
      joined[i].data.set(data, item * sizeOf(shape))
    })
  }
  return joined
}

function itemsOf(args: readonly PlanArgument[]): number {
  const shapes = args.flatMap((x) => (x instanceof Tensor ? [x.shape] : []))
  const [items] = shapes[0] ?? []
  if (items !== undefined && shapes.every(([length]) => length === items)) return items
  throw new ShapeError(
    `perItem: the arguments are ${shapes.map(show).join(', ')}; wanted tensors with one first axis, that of the items`,
  )
}
