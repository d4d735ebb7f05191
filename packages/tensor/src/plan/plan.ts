import { allocate, type Data, type Dtype } from '../dtype.ts'
import type { Named } from '../op-spec.ts'
import { sizeOf, type Shape } from '../shape.ts'
import type { SimdKernels } from '../simd/kernels.ts'
import { allocateMemory, instantiate, type CompiledModule, type LinearMemory } from '../simd/web-assembly.ts'
import { Tensor } from '../tensor.ts'
import { Builder, type Argument, type Instruction, type Placed } from './builder.ts'
import { fuse } from './fuse.ts'
import type { Graph } from './graph.ts'
import { lower } from './lower/index.ts'
import { assignOffsets } from './memory.ts'
import { withStreams, type PlanArgument } from './stand-in.ts'

/** Where the plan's own memory begins; the kernels keep nothing there. */
const START = 1024

/** An instruction ready to run. */
export interface Step {
  readonly instruction: Instruction
  readonly run: () => void
}

/** Numbers inside the plan's memory and their counterpart outside. */
interface Copy {
  readonly inside: Data
  readonly outside: Data
}

/**
 * A traced computation as a flat list of kernel calls over one linear memory, where every buffer has its place from the start: a run
 * allocates nothing but its results. State from outside (weights, running statistics) stays in its own arrays, is copied in before a run
 * and out after it where the plan changes it: 0.03 million numbers take some ten microseconds, and whoever reads them reads them as ever.
 */
export class Plan {
  /** Size of the plan's memory. */
  readonly bytes: number
  readonly steps: readonly Step[]
  private readonly memory: LinearMemory
  private readonly given: readonly { argument: number; inside: Data }[]
  private readonly outside: readonly Copy[]
  private readonly updated: readonly Copy[]
  private readonly results: readonly { inside: Data; shape: Shape }[]
  private readonly standIns: readonly PlanArgument[]
  /** Those of the run in progress. */
  private args: readonly PlanArgument[] = []

  constructor(traced: Graph, module: CompiledModule) {
    const graph = fuse(traced)
    this.standIns = graph.standIns
    const builder = new Builder(graph)
    for (const node of graph.nodes) lower(node, builder)
    const results = graph.results.map((operand) => builder.readInOrder(operand))
    builder.keepToTheEnd(results)
    this.bytes = assignOffsets(builder.buffers, START)
    this.memory = allocateMemory(this.bytes)
    const kernels = instantiate<SimdKernels>(module, this.memory)
    this.steps = builder.instructions.map((instruction) => ({ instruction, run: this.bind(instruction, kernels) }))
    for (const { buffer, words } of builder.constants) {
      new Int32Array(this.memory.buffer, buffer.offset, words.length).set(words.map(address))
    }
    this.results = results.map((placed, i) => ({
      inside: this.view(placed, graph.results[i].value.dtype),
      shape: placed.shape,
    }))
    const values = [...builder.outsideValues].map(([value, buffer]) => {
      const inside = this.view({ buffer, start: 0, stride: [1], shape: [sizeOf(value.shape)] }, value.dtype)
      return { ...value, value, inside }
    })
    const written = new Set(graph.nodes.flatMap(({ inputs, writes }) => writes.map((name) => inputs[name].value)))
    this.given = values.flatMap(({ argument, inside }) => (argument === undefined ? [] : [{ argument, inside }]))
    const held = values.flatMap(({ value, data, inside }) => (data ? [{ value, inside, outside: data }] : []))
    for (const { value, inside, outside } of held) if (value.constant) inside.set(outside)
    this.outside = held.filter(({ value }) => !value.constant)
    this.updated = held.filter(({ value }) => written.has(value))
  }

  /** The results of f for arguments of the shapes that it was traced with. */
  run(args: readonly PlanArgument[], each: (step: Step) => void = ({ run }) => run()): Tensor[] {
    this.args = args
    for (const { inside, argument } of this.given) inside.set((args[argument] as Tensor).contiguous().data)
    for (const { inside, outside } of this.outside) inside.set(outside)
    for (const step of this.steps) each(step)
    for (const { inside, outside } of this.updated) outside.set(inside)
    return this.results.map(({ inside, shape }) => new Tensor(inside.slice(), shape))
  }

  private bind(instruction: Instruction, kernels: SimdKernels): () => void {
    const { kernel, args, plain } = instruction
    if (plain) return this.bindPlain(instruction, plain)
    const call = kernels[kernel]
    if (!call) throw new TypeError(`plan: there is no SIMD kernel ${kernel}; wanted one of packages/tensor/assembly`)
    const numbers = args.map(address)
    return () => void call(...numbers)
  }

  private bindPlain({ node }: Instruction, { inputs, y }: NonNullable<Instruction['plain']>): () => void {
    const ready: Named = {}
    for (const name in inputs) ready[name] = this.tensor(inputs[name], node.inputs[name].value.dtype)
    const result = this.tensor(y, node.y.dtype)
    return () => {
      result.data.fill(0)
      node.kernel(result, ready, withStreams(node.options, this.standIns, this.args))
    }
  }

  /** A dense operand as a tensor of its own numbers; a strided one over all of its buffer. */
  private tensor(placed: Placed, dtype: Dtype): Tensor {
    const dense = new Tensor(allocate(dtype, 0), placed.shape, placed.stride)
    if (dense.dense) return new Tensor(this.view(placed, dtype), placed.shape)
    const whole = { ...placed, start: 0, shape: [placed.buffer.bytes / 4] }
    return new Tensor(this.view(whole, dtype), placed.shape, placed.stride, placed.start)
  }

  private view({ buffer, start, shape }: Placed, dtype: Dtype): Data {
    const kinds = { float32: Float32Array, float64: Float64Array, int32: Int32Array }
    const kind = kinds[dtype]
    return new kind(this.memory.buffer, buffer.offset + start * kind.BYTES_PER_ELEMENT, sizeOf(shape))
  }
}

function address(argument: Argument): number {
  return typeof argument === 'number' ? argument : argument.buffer.offset + argument.byte
}
