import { sameShape } from '../shape.ts'
import { elementwiseOpcodes } from '../simd/elementwise-opcodes.ts'
import type { Flow } from './flow.ts'
import { isWhole, type Graph, type Node, type Operand, type Value } from './graph.ts'

/** One operation of a chain; an argument is an input by its number from 0, or an earlier step as -1 - its number. */
export interface Step {
  readonly name: string
  readonly args: readonly number[]
}

/** Element-wise operations done in one pass over memory; the last step makes the result. */
export interface Chain {
  readonly inputs: readonly Operand[]
  readonly steps: readonly Step[]
}

/** Longer chains gain nothing more and outgrow the registers of the kernel. */
const INPUTS = 8
const STEPS = 16

/**
 * Joins element-wise operations: one whose result only another reads, whole and in its shape, is computed there. Each remaining one becomes
 * a `chain`, whose options are its steps.
 */
export function fuseElementwise(graph: Graph, flow: Flow): Graph {
  const waiting = new Map<Value, Chain>()
  const nodes: Node[] = []
  for (const node of graph.nodes) {
    if (!isElementwise(node)) {
      nodes.push(node)
      continue
    }
    const chain = chainOf(node, waiting)
    const reader = flow.onlyReaderOf(node.y)
    const joins =
      reader !== undefined &&
      isElementwise(reader) &&
      sameShape(reader.y.shape, node.y.shape) &&
      Object.values(reader.inputs).every((operand) => operand.value !== node.y || isSame(operand, node.y)) &&
      roomToJoin(reader, node.y, chain, waiting) &&
      !chain.inputs.some(({ value }) => flow.isWritten(value))
    if (joins) waiting.set(node.y, chain)
    else nodes.push(asNode(node, chain))
  }
  return { ...graph, nodes }
}

export function isElementwise({ name, y, inputs }: Node): boolean {
  return (
    Object.hasOwn(elementwiseOpcodes, name) &&
    y.dtype === 'float32' &&
    Object.values(inputs).every(({ value }) => value.dtype === 'float32')
  )
}

function isSame(operand: Operand, value: Value): boolean {
  return isWhole(operand) && sameShape(operand.shape, value.shape)
}

function chainOf(node: Node, waiting: ReadonlyMap<Value, Chain>): Chain {
  const inputs: Operand[] = []
  const steps: Step[] = []
  const joined = new Map<Value, number>()
  const args = Object.values(node.inputs).map((operand) => {
    const { value } = operand
    const chain = waiting.get(value)
    if (!chain) return inputs.push(operand) - 1
    if (!joined.has(value)) {
      const [firstInput, firstStep] = [inputs.length, steps.length]
      inputs.push(...chain.inputs)
      const moved = chain.steps.map((step) => ({
        ...step,
        args: step.args.map((at) => (at >= 0 ? at + firstInput : at - firstStep)),
      }))
      steps.push(...moved)
      joined.set(value, -steps.length)
    }
    return joined.get(value)!
  })
  return { inputs, steps: [...steps, { name: node.name, args }] }
}

/** Whether the reader's chain stays within bounds if the one that makes `value` joins whatever else already waits for it. */
function roomToJoin(reader: Node, value: Value, chain: Chain, waiting: ReadonlyMap<Value, Chain>): boolean {
  let [inputs, steps] = [0, 1]
  for (const read of new Set(Object.values(reader.inputs).map((operand) => operand.value))) {
    const joining = read === value ? chain : waiting.get(read)
    inputs += joining?.inputs.length ?? 1
    steps += joining?.steps.length ?? 0
  }
  return inputs <= INPUTS && steps <= STEPS
}

function asNode(node: Node, { inputs, steps }: Chain): Node {
  return {
    ...node,
    name: 'chain',
    inputs: Object.fromEntries(inputs.map((operand, i) => [i, operand])),
    options: { steps },
  }
}
