import * as t from '@m3net/tensor'
import { allocateMemory, elementwiseOpcodes, type LinearMemory } from '@m3net/tensor/simd'
import type { Result } from './kernel-case.ts'

/** Bytes along n, an axis that is not used, h, w (the pixels) and the channels of channels-last images. */
export type Strides = readonly [number, number, number, number, number]

/** Memory of SIMD kernels, filled step by step; for batches of one size of image. */
export class KernelWorkspace {
  readonly memory: LinearMemory
  readonly floats: Float32Array
  /** [N, H, W, C], as it lies. */
  readonly shape: readonly [number, number, number, number]
  /** Strides of a whole image. */
  readonly whole: Strides
  /** Addresses of two batches of normal numbers, and of room for a third. */
  readonly x: number
  readonly g: number
  readonly y: number
  private readonly rng = new t.Rng('kernel workspace')
  private end = 64

  constructor(bytes: number, shape: readonly [number, number, number, number]) {
    this.memory = allocateMemory(bytes)
    this.floats = new Float32Array(this.memory.buffer)
    this.shape = shape
    const [, H, W, C] = shape
    this.whole = [H * W * C * 4, 0, W * C * 4, C * 4, 4]
    const size = t.sizeOf(shape)
    this.x = this.noise(size)
    this.g = this.noise(size)
    this.y = this.room(size)
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

  /** What lies at an address, to be written to. */
  view(address: number, length: number): Float32Array {
    return this.floats.subarray(address / 4, address / 4 + length)
  }

  /** A copy of what lies at an address. */
  read(address: number, ...shape: number[]): t.Tensor {
    return t.Tensor.from(this.view(address, t.sizeOf(shape)).slice(), shape)
  }

  /** A copy of images as the dense tensor [N, C, H, W] that plain kernels read. */
  readImages(address: number, images = this.shape[0]): t.Tensor {
    const [, H, W, C] = this.shape
    return channelsFirst(this.read(address, images, H, W, C))
  }

  /** A result of so many floats at an address; of images, which lie channels last, where `order` says so. */
  result(address: number, shape: readonly number[], order: 'in order' | 'channels last' = 'in order'): Result {
    return {
      clear: () => void this.view(address, t.sizeOf(shape)).fill(NaN),
      read: () => (order === 'in order' ? this.read(address, ...shape) : channelsFirst(this.read(address, ...shape))),
    }
  }

  /** Images as a result. */
  images(address: number, images = this.shape[0]): Result {
    return this.result(address, [images, ...this.shape.slice(1)], 'channels last')
  }

  /** A program of the `elementwise` kernel over all images; the result of the last step goes `to` images. */
  program(
    to: number,
    inputs: readonly (readonly [address: number, strides: Strides])[],
    steps: readonly (readonly [keyof typeof elementwiseOpcodes, ...number[]])[],
  ): number {
    const scratch = this.room((inputs.length + steps.length) * 1040)
    const [N, ...image] = this.shape
    const words = [N, 1, ...image, inputs.length, 1, steps.length, scratch]
    for (const [address, strides] of inputs) words.push(address, ...strides)
    words.push(to, ...this.whole.slice(0, 4), inputs.length + steps.length - 1)
    steps.forEach(([name, a, b = 0, c = 0], i) => words.push(elementwiseOpcodes[name], inputs.length + i, a, b, c))
    const program = this.room(words.length)
    new Int32Array(this.memory.buffer, program, words.length).set(words)
    return program
  }
}

/** Images [N, H, W, C] as [N, C, H, W]. */
function channelsFirst(images: t.Tensor): t.Tensor {
  return images.transpose(0, 3, 1, 2).contiguous()
}
