import { sizeOf } from '../shape.ts'
import type { Node } from './graph.ts'
import { isPointer, type Argument, type Cost, type Instruction, type Placed, type Touch } from './instruction.ts'
import { makeBuffer, type Buffer } from './memory.ts'

/** Gathers the instructions of a plan and the buffers they need. */
export class Emitter {
  readonly instructions: Instruction[] = []
  /** What depends on constants alone: run once, before the first run. */
  readonly preparations: Instruction[] = []
  readonly buffers: Buffer[] = []
  /** Words that kernels read, pointers among them. */
  readonly programs: { buffer: Buffer; words: readonly Argument[] }[] = []
  private node!: Node

  /** What is emitted from now on belongs to `node`. */
  begin(node: Node): void {
    this.node = node
  }

  /** Emits a call of a SIMD kernel. `others` are touched besides the pointers among `args`. */
  emit(kernel: string, args: readonly Argument[], cost: Cost = {}, others: readonly Touch[] = []): void {
    this.instructions.push(this.call(kernel, args, cost, others))
  }

  /** Emits a call to be made once, before the first run, which fills `to` for all of them. */
  emitOnce(to: Buffer, kernel: string, args: readonly Argument[], cost: Cost): void {
    to.kept = true
    this.preparations.push(this.call(kernel, args, cost, []))
  }

  /** Emits the plain kernel of the node, over views. */
  emitPlain(inputs: Readonly<Record<string, Placed>>, y: Placed): void {
    const all = [...Object.values(inputs), y]
    const bytes = 4 * all.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
    this.instructions.push({ ...this.call(this.node.name, [], { bytes }, all), plain: { inputs, y } })
  }

  /** Room for `elements` numbers until the last instruction that names it. */
  scratch(elements: number, kept = false): Buffer {
    const buffer = makeBuffer(elements * 4, kept)
    this.buffers.push(buffer)
    return buffer
  }

  /** Words written once, before the first run. */
  words(words: readonly Argument[]): Buffer {
    const buffer = this.scratch(words.length, true)
    this.programs.push({ buffer, words })
    return buffer
  }

  private call(
    kernel: string,
    args: readonly Argument[],
    { flop = 0, bytes = 0, images = 1 }: Cost,
    others: readonly Touch[],
  ): Instruction {
    const pointers = args.filter(isPointer)
    const apart = images > 1 && !pointers.some(({ imageStep }) => Number.isNaN(imageStep))
    return { kernel, args, node: this.node, touches: [...pointers, ...others], images, apart, flop, bytes }
  }
}
