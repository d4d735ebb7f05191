import { allocate, type Data, type Dtype } from '../dtype.ts'
import type { Named } from '../op-spec.ts'
import { sameShape, ShapeError, show, sizeOf, type Shape } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { valueOf, type Instruction, type Placed } from './instruction.ts'
import type { Host } from './host.ts'
import type { Schedule, Slot } from './schedule.ts'
import type { Tile } from './tiles.ts'
import { checkApart, type Storage } from './storage.ts'
import { withStreams, type PlanArgument } from './stand-in.ts'

/** A call of a kernel, ready to run. */
export interface Call {
  readonly instruction: Instruction
  /** Which share of the instruction it is: that of its images. */
  readonly share: number
  readonly run: () => void
}

/** Numbers inside a plan's memory and their counterpart outside. */
interface Copy extends Storage {
  readonly inside: Data
}

/** An argument's place. */
interface Given {
  readonly argument: number
  readonly inside: Data
  readonly dtype: Dtype
  readonly shape: Shape
  readonly written: boolean
}

/** A schedule tied to a memory: every pointer is a number, every value a view. */
export class BoundPlan {
  readonly host: Host
  readonly calls: readonly Call[]
  private readonly schedule: Schedule
  private readonly given: readonly Given[]
  /** What is copied in once, before each run, and after it. */
  private readonly constants: readonly Copy[]
  private readonly state: readonly Copy[]
  private readonly updated: readonly Copy[]
  private readonly results: readonly { inside: Data; shape: Shape }[]
  /** Arguments of the run in progress. */
  private args: readonly PlanArgument[] = []

  constructor(schedule: Schedule, host: Host) {
    this.schedule = schedule
    this.host = host
    this.calls = schedule.tiles.flatMap((tile) => this.callsOf(tile))
    this.results = schedule.results.map((slot) => ({ inside: this.view(slot), shape: slot.placed.shape }))
    const held = schedule.outside.flatMap((slot) =>
      slot.value.data ? [{ ...slot, inside: this.view(slot), outside: slot.value.data }] : [],
    )
    this.given = schedule.outside.flatMap((slot) => {
      const { argument, shape } = slot.value
      return argument === undefined ? [] : [{ ...slot, argument, shape, inside: this.view(slot) }]
    })
    this.constants = held.filter(({ value }) => value.constant)
    this.state = held.filter(({ value }) => !value.constant)
    this.updated = this.state.filter(({ written }) => written)
    for (const one of this.updated) checkApart('a tensor from outside', one, this.state)
  }

  /** See {@link Plan.run}. */
  run(args: readonly PlanArgument[], each: (call: Call) => void = ({ run }) => run()): Tensor[] {
    const given = this.given.map((slot) => ({ ...slot, outside: argumentFor(slot, args) }))
    for (const one of given)
      checkApart(`argument ${one.argument}`, one, one.written ? [...given, ...this.state] : this.updated)
    this.moveIn()
    for (const { inside, outside } of [...given, ...this.state]) inside.set(outside)
    this.args = args
    try {
      for (const call of this.calls) each(call)
    } finally {
      this.args = []
    }
    for (const { inside, outside } of this.updated) outside.set(inside)
    for (const { inside, outside, written } of given) if (written) outside.set(inside)
    return this.results.map(({ inside, shape }) => new Tensor(inside.slice(), shape))
  }

  /** Writes programs and constants into the memory, unless they are there. */
  private moveIn(): void {
    if (this.host.tenant === this) return
    this.host.tenant = undefined
    for (const { buffer, words } of this.schedule.programs) {
      new Int32Array(this.host.memory.buffer, buffer.offset, words.length).set(words.map((word) => valueOf(word, 0, 1)))
    }
    for (const { inside, outside } of this.constants) inside.set(outside)
    for (const instruction of this.schedule.preparations) this.bind(instruction, 0, instruction.images)()
    this.host.tenant = this
  }

  private callsOf({ instructions, images, part }: Tile): Call[] {
    const calls: Call[] = []
    for (let before = 0; before < images; before += part) {
      const count = Math.min(part, images - before)
      for (const instruction of instructions) {
        const run = this.bind(instruction, before, count)
        calls.push({ instruction, share: count / images, run })
      }
    }
    return calls
  }

  private bind(instruction: Instruction, before: number, count: number): () => void {
    const { kernel, args, plain } = instruction
    if (plain) return this.bindPlain(instruction, plain)
    const call = this.host.kernels[kernel]
    if (!call) throw new TypeError(`plan: there is no SIMD kernel ${kernel}; wanted one of packages/tensor/assembly`)
    const numbers = args.map((argument) => valueOf(argument, before, count))
    return () => void call(...numbers)
  }

  private bindPlain({ node }: Instruction, { inputs, y }: NonNullable<Instruction['plain']>): () => void {
    const ready: Named = {}
    for (const name in inputs) ready[name] = this.tensor(inputs[name], node.inputs[name].value.dtype)
    const result = this.tensor(y, node.y.dtype)
    return () => {
      result.data.fill(0)
      node.kernel(result, ready, withStreams(node.options, this.schedule.standIns, this.args))
    }
  }

  /** A dense operand as a tensor of its own numbers; a strided one over all of its buffer. */
  private tensor(placed: Placed, dtype: Dtype): Tensor {
    const { dense } = new Tensor(allocate(dtype, 0), placed.shape, placed.stride)
    if (dense) return new Tensor(this.view({ placed, dtype }), placed.shape)
    const whole = { ...placed, start: 0, shape: [placed.buffer.bytes / 4] }
    return new Tensor(this.view({ placed: whole, dtype }), placed.shape, placed.stride, placed.start)
  }

  private view({ placed: { buffer, start, shape }, dtype }: Slot): Data {
    const kind = { float32: Float32Array, float64: Float64Array, int32: Int32Array }[dtype]
    return new kind(this.host.memory.buffer, buffer.offset + start * kind.BYTES_PER_ELEMENT, sizeOf(shape))
  }
}

/** The numbers of an argument in C order. */
function argumentFor({ argument, dtype, shape }: Given, args: readonly PlanArgument[]): Data {
  const x = args[argument]
  if (!(x instanceof Tensor) || x.dtype !== dtype || !sameShape(x.shape, shape)) {
    const found = x instanceof Tensor ? `${x.dtype} ${show(x.shape)}` : 'no Tensor'
    throw new ShapeError(
      `plan: argument ${argument} is ${found}; wanted ${dtype} ${show(shape)}, as it was traced with`,
    )
  }
  return x.contiguous().data
}
