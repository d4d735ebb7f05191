import type { SimdKernels } from '@m3net/tensor/simd'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace } from '../kernel-workspace.ts'
import { depthwiseProblem } from './depthwise-problem.ts'

const anyGeometry = 'the kernel for any geometry'

/** Kernels of 3 x 3 at stride 1, over so many images; the gradient of x is the same with the taps turned. */
export function depthwise3x3(space: KernelWorkspace, images: number): KernelCase[] {
  const { cases, sizes, places, taps, x, g, y, C, steps } = depthwiseProblem(space, images, 3, 1)
  const name = images > 1 ? 'depthwise 3x3' : 'depthwise 3x3 of one image, in cache'
  const same = [images, ...sizes.in, C] as const
  return [
    {
      ...cases.forward(name),
      simd(k) {
        taps.pack(k)
        k.depthwise3x3(...same, x, ...steps.in, taps.at, y, ...steps.out, 0, 0)
      },
      variants: [
        {
          why: 'reading ahead: less to wait for',
          run: (k) => k.depthwiseAhead(...same, x, ...steps.in, taps.at, y, ...steps.out),
        },
        {
          why: 'blocks of 4 pixels: read in order',
          run: (k) => k.depthwiseBlocks(...same, x, ...steps.in, taps.at, y, ...steps.out),
        },
        {
          why: anyGeometry,
          run: (k) => k.depthwise(...places, x, ...steps.in, taps.at, y, ...steps.out, 0, 0),
        },
      ],
    },
    {
      ...cases.weightGrad(name),
      simd: (k) => taps.sum(k, () => k.depthwise3x3WeightGrad(...same, x, ...steps.in, g, ...steps.out, taps.at)),
      variants: [
        {
          why: anyGeometry,
          run: (k) => taps.sum(k, () => k.depthwiseWeightGrad(...places, x, ...steps.in, g, ...steps.out, taps.at)),
        },
      ],
    },
  ]
}

/** Kernels of 3 x 3 at stride 2. */
export function depthwise3x3Stride2(space: KernelWorkspace): KernelCase[] {
  const { cases, sizes, places, taps, x, g, y, C, steps } = depthwiseProblem(space, space.shape[0], 3, 2)
  const name = 'depthwise 3x3, stride 2'
  const halved = [space.shape[0], ...sizes.in, ...sizes.out, C] as const
  return [
    {
      ...cases.forward(name),
      simd(k) {
        taps.pack(k)
        k.depthwise3x3Stride2(...halved, x, ...steps.in, taps.at, y, ...steps.out, 0, 0)
      },
      variants: [
        { why: anyGeometry, run: (k) => k.depthwise(...places, x, ...steps.in, taps.at, y, ...steps.out, 0, 0) },
      ],
    },
    {
      ...cases.inputGrad(name),
      simd(k) {
        taps.pack(k)
        k.depthwise3x3Stride2InputGrad(...halved, g, ...steps.out, taps.at, y, ...steps.in, 0)
      },
      variants: [
        { why: anyGeometry, run: (k) => k.depthwiseInputGrad(...places, g, ...steps.out, taps.at, y, ...steps.in, 0) },
      ],
    },
    {
      ...cases.weightGrad(name),
      simd: (k) =>
        taps.sum(k, () => k.depthwise3x3Stride2WeightGrad(...halved, x, ...steps.in, g, ...steps.out, taps.at)),
      variants: [
        {
          why: anyGeometry,
          run: (k) => taps.sum(k, () => k.depthwiseWeightGrad(...places, x, ...steps.in, g, ...steps.out, taps.at)),
        },
      ],
    },
  ]
}

/** Kernels of 5 x 5, for which there is but the kernel for any geometry. */
export function depthwise5x5(space: KernelWorkspace, stride: 1 | 2): KernelCase[] {
  const { cases, places, taps, x, g, y, steps } = depthwiseProblem(space, space.shape[0], 5, stride)
  const name = stride === 1 ? 'depthwise 5x5' : 'depthwise 5x5, stride 2'
  const scattered = (k: SimdKernels): void => {
    taps.pack(k)
    k.depthwiseInputGrad(...places, g, ...steps.out, taps.at, y, ...steps.in, 0)
  }
  const turned = (k: SimdKernels): void => {
    taps.pack(k, 1)
    k.depthwise(...places, g, ...steps.out, taps.at, y, ...steps.in, 0, 0)
  }
  return [
    {
      ...cases.forward(name),
      simd(k) {
        taps.pack(k)
        k.depthwise(...places, x, ...steps.in, taps.at, y, ...steps.out, 0, 0)
      },
    },
    {
      ...cases.inputGrad(name),
      simd: stride === 1 ? turned : scattered,
      variants: stride === 1 ? [{ why: 'tap by tap into the image: at any stride', run: scattered }] : [],
    },
    {
      ...cases.weightGrad(name),
      simd: (k) => taps.sum(k, () => k.depthwiseWeightGrad(...places, x, ...steps.in, g, ...steps.out, taps.at)),
    },
  ]
}
