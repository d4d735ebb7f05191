import { traceCalls } from '../modes.ts'
import type { Kernel, KernelCall } from '../op-spec.ts'
import { show, sizeOf, stridesOf, type Shape } from '../shape.ts'
import { Tensor, type Data, type Dtype } from '../tensor.ts'
import { standInFor, type PlanArgument } from './stand-in.ts'

/**
 * Numbers that a plan keeps in one place: a result of a kernel, an argument, or a tensor from outside that the traced function used.
 * Views are no values of their own: an {@link Operand} says how one is read.
 */
export interface Value {
  readonly dtype: Dtype
  /** Shape of the whole storage, which the strides of operands count in, in C order. */
  readonly shape: Shape
  /** Where the numbers come from when no node makes them: `argument` by position, else the storage itself. */
  argument?: number
  data?: Data
  /** Whether `data` never changes. */
  constant: boolean
}

/** A view of a value: element [i, j, ...] at `offset + i * stride[0] + ...` of its storage in C order. */
export interface Operand {
  readonly value: Value
  readonly shape: Shape
  readonly stride: Shape
  readonly offset: number
}

export interface Node {
  readonly name: string
  readonly kernel: Kernel
  readonly inputs: Readonly<Record<string, Operand>>
  readonly strided: readonly string[]
  readonly writes: readonly string[]
  readonly options: unknown
  readonly y: Value
  /** The name it ran under: by nameScope. */
  readonly scope: string
  /** Further results of a node that fusion made. */
  readonly also?: readonly Value[]
}

export interface Graph {
  readonly nodes: readonly Node[]
  readonly results: readonly Operand[]
  /** What stood for the arguments while the graph was traced. */
  readonly standIns: readonly PlanArgument[]
}

/**
 * Runs `f` once on stand-ins for `args`: the kernel calls behind its results and updates, in order. Unused ones are left out. With `snapshots`,
 * tensors from outside are constants: copies that are kept there, but for those that `f` changes.
 */
export function trace(
  f: (...args: PlanArgument[]) => readonly Tensor[],
  args: readonly PlanArgument[],
  snapshots?: WeakMap<Data, Data>,
): Graph {
  const calls: KernelCall[] = []
  const values = new Map<Data, Value>()
  const standIns = args.map(standInFor)
  standIns.forEach((x, argument) => {
    if (x instanceof Tensor) values.set(x.data, { dtype: x.dtype, shape: x.shape, argument, constant: false })
  })
  const results = traceCalls(
    (call) => void calls.push(call),
    () => f(...standIns),
  )
  const updated = new Set(calls.flatMap(({ inputs, writes }) => writes.map((name) => inputs[name].data)))
  const read = ({ data, dtype, shape, stride, offset }: Tensor): Operand => {
    let value = values.get(data)
    if (!value) {
      if (data.length === 0 && sizeOf(shape) > 0) {
        throw new TypeError(
          `compile: the function uses a tensor ${show(shape)} made while another plan was traced, which has no values; wanted what that one returns in its place`,
        )
      }
      const constant = snapshots !== undefined && !updated.has(data)
      if (constant && !snapshots.has(data)) snapshots.set(data, data.slice())
      value = { dtype, shape: [data.length], data: constant ? snapshots.get(data) : data, constant }
      values.set(data, value)
    }
    return { value, shape, stride, offset }
  }
  const nodes = calls.map(({ name, kernel, inputs, strided, writes, options, y, scope }): Node => {
    const operands = Object.fromEntries(Object.entries(inputs).map(([key, x]) => [key, read(x)]))
    const value: Value = { dtype: y.dtype, shape: y.shape, constant: false }
    values.set(y.data, value)
    return { name, kernel, inputs: operands, strided, writes, options, y: value, scope }
  })
  return prune({ nodes, results: results.map(read), standIns })
}

/** The graph without what neither a result nor an update needs; what draws random numbers stays, for the sake of those after it. */
export function prune({ nodes, results, standIns }: Graph): Graph {
  const wanted = new Set(results.map(({ value }) => value))
  const kept: Node[] = []
  for (const node of [...nodes].reverse()) {
    const made = [node.y, ...(node.also ?? [])]
    const draws = (node.options as { rng?: unknown } | undefined)?.rng !== undefined
    if (!made.some((value) => wanted.has(value)) && node.writes.length === 0 && !draws) continue
    for (const { value } of Object.values(node.inputs)) wanted.add(value)
    kept.push(node)
  }
  return { nodes: kept.reverse(), results, standIns }
}

/** A whole value as it was made. */
export function wholeOf(value: Value): Operand {
  return { value, shape: value.shape, stride: stridesOf(value.shape), offset: 0 }
}

/** Whether an operand is a whole value, in its order; its shape may differ. */
export function isWhole({ value, shape, stride, offset }: Operand): boolean {
  if (offset !== 0 || sizeOf(shape) !== sizeOf(value.shape)) return false
  const dense = stridesOf(shape)
  return shape.every((length, axis) => length === 1 || stride[axis] === dense[axis])
}

/** Whether an operand is a whole value in its own shape. */
export function isItself(operand: Operand): boolean {
  return sameView(operand, wholeOf(operand.value))
}

/** Whether two operands read the same numbers in the same order. */
export function sameView(a: Operand, b: Operand): boolean {
  const agree = (x: Shape, y: Shape): boolean => x.length === y.length && x.every((value, axis) => value === y[axis])
  return a.value === b.value && a.offset === b.offset && agree(a.shape, b.shape) && agree(a.stride, b.stride)
}
