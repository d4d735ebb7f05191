import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as o from '../../src/index.ts'
import { compile, type CompileOptions } from '../../src/simd/index.ts'
import { Rng, Tensor, type Dtype } from '../../src/index.ts'

// Small graphs in which fusions, views, layouts and updates meet.

const test = suite('plans of graphs')
const rng = new Rng('graphs')

function noise(shape: readonly number[], dtype: Dtype = 'float32'): Tensor {
  const x = Tensor.zeros(shape, dtype)
  for (let i = 0; i < x.size; i++) x.data[i] = dtype === 'int32' ? rng.integer(7) - 3 : rng.normal()
  return x
}

type Graph = (...xs: Tensor[]) => Tensor | Tensor[]

function same(name: string, f: Graph, shapes: (readonly number[] | Tensor)[], options: CompileOptions = {}): void {
  test(name, () => {
    const args = shapes.map((shape) => (shape instanceof Tensor ? shape : noise(shape)))
    const list = (...xs: Tensor[]): Tensor[] => [f(...xs)].flat()
    const wanted = list(...args)
    const planned = compile(list, options)
    for (let run = 0; run < 2; run++) {
      planned(...args).forEach((y, i) => o.expectClose(y, wanted[i], { relative: 1e-4, absolute: 1e-4, name: `y${i}` }))
    }
  })
}

const withGradients =
  (f: (...xs: Tensor[]) => Tensor): Graph =>
  (...xs) => {
    const { value, gradients } = o.valueAndGrad(f, xs)
    return [value, ...gradients]
  }

const norm = (x: Tensor, w: Tensor, b: Tensor): Tensor => o.batchNorm(x, w, b, o.channelMoments(x))
const ones = Tensor.full([8], 1)
const [toEight, toFour, spatial] = [noise([8, 3, 1, 1]), noise([4, 4, 1, 1]), noise([8, 3, 3, 3])]
const images = [4, 4, 160, 160]

same('a convolution of three channels each, and a bias', (x, w, b) => o.add(o.conv2d(x, w, { groups: 3 }), b), [
  [1, 3, 4, 4],
  [3, 1, 3, 3],
  [3, 1, 1],
])
same('groups of three outputs, and relu', (x, w) => o.relu(o.conv2d(x, w, { groups: 2 })), [
  [1, 4, 4, 4],
  [6, 2, 3, 3],
])
same(
  'gradients of the sum of two norms',
  withGradients((a, b, w, v) => o.sum(o.mul(o.add(norm(a, w, w), norm(b, v, v)), a))),
  [[2, 8, 3, 3], [2, 8, 3, 3], [8], [8]],
)
same(
  'gradients through a relu of a mirrored norm',
  withGradients((x, w, b) => o.sum(o.mul(o.relu(norm(x, w, b).flip(3)), x))),
  [[2, 8, 3, 3], [8], [8]],
)
same(
  'gradients of two norms by the same moments',
  withGradients((x, w, v) => {
    const m = o.channelMoments(x)
    const [a, b] = [w, v].map((u) => o.sum(o.mul(o.relu(o.batchNorm(x, u, u, m)), x)))
    return a.add(b)
  }),
  [[2, 8, 3, 3], [8], [8]],
)
const whole = noise([2, 8, 3, 3], 'int32')
same(
  'gradients of the sum of a norm of int32 and another one',
  withGradients((x, w, b) => o.sum(o.mul(o.add(norm(whole, w, b.slice(0, 0, 8)), norm(x, w, w)), x))),
  [[2, 8, 3, 3], [8], [16]],
)
same(
  'channels that fill no vectors side by side',
  (x, u, v) => o.concat([o.conv2d(x, u), o.conv2d(x, v)], { axis: 1 }),
  [
    [1, 3, 2, 2],
    [3, 3, 1, 1],
    [5, 3, 1, 1],
  ],
)
const widths = [
  [0, 0],
  [0, 3],
  [0, 0],
  [0, 0],
]
same('channels padded', (x, v) => o.pad(o.exp(o.conv2d(x, v)), { widths }), [
  [1, 3, 2, 2],
  [5, 3, 1, 1],
])
const large = (x: Tensor): Tensor => o.tanh(o.conv2d(x, toFour))
same('all images by the last one', (x) => o.mul(large(x), large(x).slice(0, 3, 4)), [images])
same('images by channels', (x) => o.mul(large(x), o.conv2d(x, toFour).transpose(1, 0, 2, 3)), [images])
same(
  'all images by the sums of the last one',
  (x) => {
    const y = large(x)
    const sums = y.sum({ axes: [2, 3] }).slice(0, 3, 4)
    return o.mul(y, sums.reshape([4, 1, 1]))
  },
  [images],
)
same('frozen weights seen through a view', (x) => o.conv2d(x, spatial.flip(2, 3)), [[1, 3, 4, 4]], { frozen: true })
same('relu of a reshaped convolution', (x) => o.relu(o.conv2d(x, toEight).reshape([2, -1])), [[2, 3, 2, 2]])
same('relu of a reshaped norm', (x) => o.relu(norm(x, ones, ones).reshape([2, -1])), [[2, 8, 2, 2]])
same('a sum with one axis more', (x, b) => o.add(o.conv2d(x, toEight), b), [
  [2, 3, 2, 2],
  [1, 1, 8, 1, 1],
])
same('a reshaped image joined', (x, z) => o.concat([o.conv2d(x, toEight).reshape([2, -1]), z], { axis: 1 }), [
  [2, 3, 2, 2],
  [2, 3],
])
same('pieces into groups of two outputs', (x, w) => o.conv2d(o.concat([x, x], { axis: 1 }), w, { groups: 8 }), [
  [1, 4, 3, 3],
  [16, 1, 3, 3],
])
same('six axes turned round', (x) => x.transpose().exp(), [[2, 2, 2, 2, 2, 2]])
same('a view over two axes', (x) => o.conv2d(x, toEight).reshape([-1]).slice(0, 0, 4).reshape([2, 2]), [[1, 3, 1, 3]])
for (const dtype of ['float64', 'int32'] as const) {
  const x = noise([2, 3, 2, 2], dtype)
  same(`${dtype} through a convolution`, (x) => o.conv2d(x, toEight), [x])
  same(`${dtype} turned round`, (x) => o.mul(x.transpose(), 2), [x])
  same(`${dtype} as a bias`, (x, b) => o.add(o.conv2d(x, toEight), b), [[2, 3, 2, 2], noise([8, 1, 1], dtype)])
  same(`${dtype} joined to float32`, (x, y) => o.concat([x, y]), [noise([3, 4], dtype), [2, 4]])
  same(`${dtype} times float32, summed over pixels`, (x, y) => o.sum(o.mul(x, y), { axes: [2, 3] }), [
    noise([2, 8, 2, 2], dtype),
    [2, 8, 2, 2],
  ])
  same(`${dtype} summed as a product`, (x) => o.sum(o.mul(x, x), { axes: [2, 3] }), [noise([2, 8, 2, 2], dtype)])
}

const rates = Tensor.from(new Float64Array([0.5]))
const step = (p: Tensor, g: Tensor): Tensor => o.sgdStep(p, g, rates, { weightDecay: 0 })

/** Runs `f` over a tensor of its own, eager and as a plan; results and the tensor must agree. */
function updating(name: string, shape: readonly number[], f: (held: Tensor, x: Tensor) => Tensor): void {
  test(name, () => {
    const [x, start] = [noise([2, 3, 2, 2]), noise(shape)]
    const [held, own] = [0, 0].map(() => Tensor.from(start.data.slice(), start.shape))
    const wanted = f(held, x)
    const y = compile((x: Tensor) => f(own, x))(x)
    o.expectClose(y, wanted, { absolute: 1e-4 })
    o.expectClose(own, held, { absolute: 1e-4 })
  })
}

updating('a bias that is updated before it is added', [8, 1, 1], (b, x) => {
  const y = o.conv2d(x, toEight)
  step(b, o.add(b, 1))
  return o.add(y, b)
})
updating('a factor that is updated after its product', [2, 3, 2, 2], (b, x) => {
  const y = o.mul(b, x)
  step(b, x)
  return o.sum(y, { axes: [2, 3] })
})
updating('an image that is updated', [1], (_, x) => {
  const y = o.conv2d(x, toEight)
  step(y, y.mul(3))
  return y.mul(1)
})

test('an argument that is updated', () => {
  const held = Tensor.of([1, 2])
  compile((p: Tensor) => step(p, ones.slice(0, 0, 2)).reshape([0]))(held)
  assert.equal(held.toArray(), [0.5, 1.5])
})

test.run()
