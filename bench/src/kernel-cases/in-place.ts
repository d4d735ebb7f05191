import * as t from '@m3net/tensor'
import type { Result } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'

/** Arrays that kernels change in place, with copies for the plain operations to change. */
interface InPlace {
  /** Their addresses. */
  at: number[]
  /** The copies, each by itself and [arrays, length]. */
  plain: t.Tensor[]
  all: t.Tensor
  result: Result
}

/** So many arrays of positive numbers. */
export function inPlace(space: KernelWorkspace, arrays: number, length: number): InPlace {
  const start = space.noise(arrays * length)
  const floats = space.view(start, arrays * length)
  floats.forEach((value, i) => (floats[i] = Math.abs(value)))
  const before = floats.slice()
  const all = space.read(start, arrays, length)
  const each = Array.from({ length: arrays }, (_, i) => i * length)
  return {
    at: each.map((first) => start + 4 * first),
    plain: each.map((first) => t.Tensor.from(all.data.subarray(first, first + length), [length])),
    all,
    result: { clear: () => floats.set(before), read: () => space.read(start, arrays, length) },
  }
}
