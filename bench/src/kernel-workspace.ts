import * as t from '@m3net/tensor'
import { allocateMemory, elementwiseOpcodes, type LinearMemory } from '@m3net/tensor/simd'

/** Bytes along n, h, w (the pixels) and the channels of a channels-last image, and before them along an axis that is not used. */
export type Strides = readonly [number, number, number, number, number]

/** Memory of SIMD kernels, filled step by step; for batches of one size of image. */
export class KernelWorkspace {
  readonly memory: LinearMemory
  readonly floats: Float32Array
  /** Strides of a whole image. */
  readonly whole: Strides
  private readonly shape: readonly [number, number, number, number]
  private readonly rng = new t.Rng('kernel workspace')
  private end = 64

  /** `shape` is [N, H, W, C], as it lies. */
  constructor(bytes: number, shape: readonly [number, number, number, number]) {
    this.memory = allocateMemory(bytes)
    this.floats = new Float32Array(this.memory.buffer)
    this.shape = shape
    const [, H, W, C] = shape
    this.whole = [0, H * W * C * 4, W * C * 4, C * 4, 4]
  }

  /** The address of room for so many floats. */
  room(length: number): number {
    const start = this.end
    this.end += Math.ceil(length / 16) * 16 + 16
    return start * 4
  }

  /** Normal numbers at a fresh address. */
  noise(length: number): number {
    const address = this.room(length)
    for (let i = 0; i < length; i++) this.floats[address / 4 + i] = this.rng.normal()
    return address
  }

  /** A copy of what lies at an address. */
  read(address: number, ...shape: number[]): t.Tensor {
    return t.Tensor.from(this.floats.slice(address / 4, address / 4 + t.sizeOf(shape)), shape)
  }

  /** A copy of an image as the dense tensor [N, C, H, W] that plain kernels read. */
  readImage(address: number): t.Tensor {
    return this.read(address, ...this.shape)
      .transpose(0, 3, 1, 2)
      .contiguous()
  }

  /** A program of the `elementwise` kernel over images; the result of the last step goes `to` an image. */
  program(
    to: number,
    inputs: readonly (readonly [address: number, strides: Strides])[],
    steps: readonly (readonly [keyof typeof elementwiseOpcodes, ...number[]])[],
  ): number {
    const scratch = this.room((inputs.length + steps.length) * 1040)
    const words = [1, ...this.shape, inputs.length, 1, steps.length, scratch]
    for (const [address, strides] of inputs) words.push(address, ...strides)
    words.push(to, ...this.whole.slice(0, 4), inputs.length + steps.length - 1)
    steps.forEach(([name, a, b = 0, c = 0], i) => words.push(elementwiseOpcodes[name], inputs.length + i, a, b, c))
    const program = this.room(words.length)
    new Int32Array(this.memory.buffer, program, words.length).set(words)
    return program
  }
}
