import * as t from '@m3net/tensor'
import type { KernelCase } from '../kernel-case.ts'
import type { KernelWorkspace, Strides } from '../kernel-workspace.ts'
import { inTiles } from './in-tiles.ts'

/** What exp and sigmoid of four numbers take: operations on vectors in packages/tensor/assembly/elementary.ts. */
const [EXP, SIGMOID] = [36, 42]

/** Chains of element-wise operations. */
export function chains(space: KernelWorkspace): KernelCase[] {
  const { x, g, y, whole } = space
  const [N, H, W, C] = space.shape
  const [size, row] = [t.sizeOf(space.shape), C * 4]
  const gate = space.noise(N * C)
  const [X, G, gates] = [space.readImages(x), space.readImages(g), space.read(gate, N, C, 1, 1)]
  const mirrored: Strides = [H * W * row, 0, W * row, -row, 4]
  const one = [[x, whole]] as const
  const both = [...one, [g, whole]] as const
  const gated = [...both, [gate, [row, 0, 0, 0, 4]]] as const
  const turned = [[x + (W - 1) * row, mirrored], both[1]] as const
  const chain = (name: string, work: KernelCase['work'], plain: () => t.Tensor, program: number): KernelCase => ({
    name,
    work,
    plain,
    simd: (k) => inTiles(N, (first, count) => k.elementwiseRange(program, first, count)),
    result: space.images(y),
  })
  const three = { bytes: 12 * size }
  const sum = space.program(y, both, [['add', 0, 1]])
  return [
    {
      ...chain('add', three, () => X.add(G), sum),
      variants: [{ why: 'all images at a time: fewer calls', run: (k) => k.elementwise(sum) }],
    },
    chain('add a mirrored image', three, () => X.flip(3).add(G), space.program(y, turned, [['add', 0, 1]])),
    chain(
      'relu(x gate + g), a gate for each channel of an image',
      three,
      () => X.mul(gates).add(G).relu(),
      space.program(y, gated, [
        ['mul', 0, 2],
        ['add', 3, 1],
        ['relu', 4],
      ]),
    ),
    chain('exp', { flop: EXP * size }, () => X.exp(), space.program(y, one, [['exp', 0]])),
    chain('sigmoid', { flop: SIGMOID * size }, () => X.sigmoid(), space.program(y, one, [['sigmoid', 0]])),
  ]
}

/** Filling and copying. */
export function floats(space: KernelWorkspace): KernelCase[] {
  const { x, y } = space
  const size = t.sizeOf(space.shape)
  const X = space.read(x, size)
  return [
    {
      name: 'fill with zeros',
      work: { bytes: 4 * size },
      plain: () => t.Tensor.zeros([size]),
      simd: (k) => k.fillZero(y, size),
      result: space.result(y, [size]),
    },
    {
      name: 'copy',
      work: { bytes: 8 * size },
      plain: () => t.Tensor.from(X.data.slice(), [size]),
      simd: (k) => k.copyFloats(y, x, size),
      result: space.result(y, [size]),
    },
  ]
}
