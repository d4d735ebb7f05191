import { allocate, type Data, type Dtype } from '../dtype.ts'
import type { Named } from '../op-spec.ts'
import { sizeOf, type Shape } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { valueOf, type Instruction, type Placed } from './instruction.ts'
import type { Host } from './host.ts'
import type { Schedule, Slot } from './schedule.ts'
import type { Tile } from './tiles.ts'
import { withStreams, type PlanArgument } from './stand-in.ts'

/** An instruction ready to run. */
export interface Step {
  readonly instruction: Instruction
  /** Which share of the instruction it is: that of its images. */
  readonly share: number
  readonly run: () => void
}

/** Numbers inside a plan's memory and their counterpart outside. */
interface Copy {
  readonly inside: Data
  readonly outside: Data
}

/** A schedule tied to a memory: every pointer is a number, every value a view. */
export class BoundPlan {
  readonly host: Host
  readonly steps: readonly Step[]
  readonly given: readonly { argument: number; inside: Data; written: boolean }[]
  /** State that is copied in before a run, state that is copied out after it, and what is copied in once. */
  readonly state: readonly Copy[]
  readonly updated: readonly Copy[]
  readonly results: readonly { inside: Data; shape: Shape }[]
  /** Arguments of the run in progress. */
  args: readonly PlanArgument[] = []
  private readonly schedule: Schedule
  private readonly constants: readonly Copy[]

  constructor(schedule: Schedule, host: Host) {
    this.schedule = schedule
    this.host = host
    this.steps = schedule.tiles.flatMap((tile) => this.stepsOf(tile))
    this.results = schedule.results.map((slot) => ({ inside: this.view(slot), shape: slot.placed.shape }))
    const held = schedule.outside.flatMap((slot) =>
      slot.value.data ? [{ inside: this.view(slot), outside: slot.value.data, slot }] : [],
    )
    this.given = schedule.outside.flatMap((slot) =>
      slot.value.argument === undefined
        ? []
        : [{ argument: slot.value.argument, inside: this.view(slot), written: slot.written }],
    )
    this.constants = held.filter(({ slot }) => slot.value.constant)
    this.state = held.filter(({ slot }) => !slot.value.constant)
    this.updated = held.filter(({ slot }) => slot.written)
  }

  /** Writes programs and constants into the memory, unless they are there. */
  moveIn(): void {
    if (this.host.tenant === this) return
    for (const { buffer, words } of this.schedule.programs) {
      new Int32Array(this.host.memory.buffer, buffer.offset, words.length).set(words.map((word) => valueOf(word, 0, 1)))
    }
    for (const { inside, outside } of this.constants) inside.set(outside)
    for (const instruction of this.schedule.preparations) this.bind(instruction, 0, instruction.images)()
    this.host.tenant = this
  }

  private stepsOf({ instructions, images, part }: Tile): Step[] {
    const steps: Step[] = []
    for (let before = 0; before < images; before += part) {
      const count = Math.min(part, images - before)
      for (const instruction of instructions) {
        const run = this.bind(instruction, before, count)
        steps.push({ instruction, share: count / images, run })
      }
    }
    return steps
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
