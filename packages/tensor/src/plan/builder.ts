import { sizeOf, stridesOf, type Shape } from '../shape.ts'
import { Emitter } from './emitter.ts'
import type { Flow } from './flow.ts'
import { wholeOf, type Operand, type Value } from './graph.ts'
import { isPointer, type Argument, type Cost, type Placed } from './instruction.ts'
import { channelsLast, extent, readingOf, sameOrder } from './layout.ts'
import { emitCopy } from './lower/chain.ts'
import type { Buffer } from './memory.ts'

/** Where a value lies: strides of its axes in elements. */
interface Place {
  readonly buffer: Buffer
  readonly stride: Shape
}

/** Says where the values of a graph lie, node by node, and emits the copies that bring them where a kernel wants them. */
export class Builder extends Emitter {
  readonly flow: Flow
  private readonly places = new Map<Value, Place>()
  private readonly inOrder = new Map<Value, Place>()
  private readonly pieces = new Map<Value, readonly Operand[]>()

  constructor(flow: Flow) {
    super()
    this.flow = flow
  }

  /** Emits a kernel that fills `to` from `from` alone: once and for all where that is a constant. */
  prepare(from: Operand, to: Buffer, kernel: string, args: readonly Argument[], cost: Cost = {}): void {
    // What was copied for it, into another order, is there only when the plan runs.
    const own = this.places.get(from.value)?.buffer
    const asItLies = args.every((argument) => !isPointer(argument) || argument.buffer === to || argument.buffer === own)
    if (from.value.constant && asItLies) this.emitOnce(to, kernel, args, cost)
    else this.emit(kernel, args, cost)
  }

  /** Makes room for the node's result: pixels together, or C order. */
  create(value: Value, layout: 'channels last' | 'in order'): Placed {
    const stride = layout === 'channels last' ? channelsLast(value.shape) : stridesOf(value.shape)
    return { ...this.place(value, stride), start: 0, shape: value.shape }
  }

  /** Says that a value is a view of what lies at `placed`. */
  alias(value: Value, placed: Placed): void {
    this.places.set(value, placed)
  }

  /** Lays a value out in C order for good: what is changed in place has to be the value itself. */
  settle(value: Value): void {
    const placed = this.readInOrder(wholeOf(value))
    this.places.set(value, placed)
  }

  /** Keeps a concatenation along the channels as its pieces, for readers that can do with them. */
  keepPieces(value: Value, pieces: readonly Operand[]): void {
    this.pieces.set(value, pieces)
  }

  /** The pieces of an operand along its channels: itself, or those of a concatenation that was never put together. */
  piecesOf(operand: Operand): readonly Operand[] {
    return this.pieces.get(operand.value) ?? [operand]
  }

  /** Whether a value lies channels-last, in more than one pixel. */
  isImage({ value }: Operand): boolean {
    const place = this.places.get(value)
    return value.shape.length === 4 && place !== undefined && place.stride[1] === 1
  }

  /** An operand as it lies; through a copy in C order where its view cannot be read from the layout of its value. */
  read(operand: Operand): Placed {
    const { value, shape } = operand
    const place = this.places.get(value) ?? this.outside(value)
    const reading = readingOf(operand, place.stride)
    if (reading) return { ...reading, buffer: place.buffer, shape }
    const copy = this.inOrder.get(value) ?? this.copyInOrder(value)
    return { ...readingOf(operand, copy.stride)!, buffer: copy.buffer, shape }
  }

  /** An operand in C order without gaps. */
  readInOrder(operand: Operand): Placed {
    const placed = this.read(operand)
    const dense = stridesOf(placed.shape)
    if (sameOrder(placed.shape, placed.stride, dense)) return placed
    const copied = { buffer: this.scratch(sizeOf(placed.shape)), start: 0, stride: dense, shape: placed.shape }
    emitCopy(this, placed, copied)
    return copied
  }

  /** An image operand whose channels lie together. */
  readImage(operand: Operand): Placed {
    const placed = this.read(operand)
    if (placed.shape[1] === 1 || placed.stride[1] === 1) return { ...placed, stride: pixelsOf(placed) }
    const stride = channelsLast(placed.shape)
    const copied = { buffer: this.scratch(extent(placed.shape, stride)), start: 0, stride, shape: placed.shape }
    emitCopy(this, placed, copied)
    return copied
  }

  /** Outside values by their buffers, to be filled before a run. */
  get outsideValues(): Iterable<[Value, Buffer]> {
    return [...this.places]
      .filter(([value]) => value.data || value.argument !== undefined)
      .map(([v, p]) => [v, p.buffer])
  }

  private outside(value: Value): Place {
    if (!value.data && value.argument === undefined) {
      throw new TypeError('plan: a value is read that no node has made; wanted its node first')
    }
    return this.place(value, stridesOf(value.shape), true)
  }

  private place(value: Value, stride: Shape, kept = false): Place {
    const place = {
      buffer: this.scratch(extent(value.shape, stride) * (value.dtype === 'float64' ? 2 : 1), kept),
      stride,
    }
    this.places.set(value, place)
    return place
  }

  private copyInOrder(value: Value): Place {
    const from = this.read(wholeOf(value))
    const place = { buffer: this.scratch(sizeOf(value.shape)), stride: stridesOf(value.shape) }
    emitCopy(this, from, { ...place, start: 0, shape: value.shape })
    this.inOrder.set(value, place)
    return place
  }
}

/** Strides of an image with one channel, whatever the stride of that axis is. */
function pixelsOf({ shape, stride }: Placed): Shape {
  return [stride[0], 1, shape[2] === 1 ? 0 : stride[2], shape[3] === 1 ? 0 : stride[3]]
}
