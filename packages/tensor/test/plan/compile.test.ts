import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as o from '../../src/index.ts'
import { compile } from '../../src/simd/index.ts'
import { Rng, Tensor } from '../../src/index.ts'

// What surrounds the kernels: which plan is used, what lives on from call to call, and what is refused.

const test = suite('compiled functions')
const rates = Tensor.from(new Float64Array([0.5]))
const step = (p: Tensor, g: Tensor): Tensor => o.sgdStep(p, g, rates, { weightDecay: 0 })

const x = Tensor.of([1, 2, 3])

test('a compiled function within another, and gradients through one', () => {
  const double = compile((x: Tensor) => o.mul(x, 2))
  assert.equal(compile((x: Tensor) => o.add(double(x), 1))(x).toArray(), [3, 5, 7])
  const leaf = x.track()
  assert.equal(o.grad(o.sum(compile((x: Tensor) => o.mul(x, x))(leaf)), [leaf])[0].toArray(), [2, 4, 6])
  const slope = compile((x: Tensor) => o.grad(o.sum(o.mul(x, leaf)), [leaf])[0])
  o.noGrad(() => slope(x))
  assert.equal(slope(x).toArray(), [1, 2, 3])
})

test('results may differ in number from shape to shape', () => {
  const f = compile((x: Tensor): Tensor[] => (x.shape[0] > 2 ? [x, x] : [x]))
  assert.equal(
    [x, Tensor.of([1]), x].map((x) => f(x).length),
    [2, 1, 2],
  )
})

test('what is drawn and not used is drawn all the same', () => {
  const f = (x: Tensor, rng: Rng): Tensor => {
    o.dropout(x, { p: 0.5, rng })
    return o.dropout(x, { p: 0.5, rng })
  }
  const many = Tensor.full([20], 1)
  assert.equal(compile(f)(many, new Rng('q')).toArray(), f(many, new Rng('q')).toArray())
})

test('numbers changed between two calls count, whoever changed them', () => {
  const held = Tensor.of([1, 1, 1])
  const add = compile((x: Tensor) => o.add(x, held))
  assert.equal(add(x).toArray(), [2, 3, 4])
  held.data.fill(2)
  assert.equal(add(x).toArray(), [3, 4, 5])
  step(held, held)
  assert.equal(add(x).toArray(), [2, 3, 4])
})

test('results are not touched by later calls', () => {
  const double = compile((x: Tensor) => ({ all: [o.mul(x, 2), x], same: x }))
  const { all, same } = double(x)
  double(Tensor.of([7, 7, 7]))
  assert.equal(
    [...all, same].map((y) => y.toArray()),
    [
      [2, 4, 6],
      [1, 2, 3],
      [1, 2, 3],
    ],
  )
  same.data.fill(0)
  assert.equal(x.toArray(), [1, 2, 3])
})

test('plans of the shapes used last are kept, over one memory', () => {
  let traced = 0
  const double = compile((x: Tensor) => o.mul(x, (traced++, 2)), { plans: 2 })
  const [one, two, three] = [1, 2, 3].map((length) => Tensor.full([length], length))
  const counts = [one, two, one, three, one, two].map((x) => {
    assert.equal(
      double(x).toArray(),
      Array.from(x.data, (value) => 2 * value),
    )
    return traced
  })
  assert.equal(counts, [1, 2, 2, 3, 3, 4])
})

test('with little cache, a batch runs an image at a time', () => {
  const f = (x: Tensor): Tensor => o.tanh(o.conv2d(o.relu(o.conv2d(x, w)), w))
  const [w, images] = [Tensor.full([4, 4, 1, 1], 0.25), Tensor.full([3, 4, 2, 2], 1)]
  const [whole, cut] = [{}, { cache: 1 }].map((options) => compile(f, options))
  o.expectClose(cut(images), whole(images), { relative: 0, absolute: 0 })
  const shares = cut.planFor(images)!.steps.map(({ share }) => share)
  assert.equal([Math.max(...shares), Math.min(...shares)], [1, 1 / 3])
  assert.ok(whole.planFor(images)!.steps.every(({ share }) => share === 1))
})

test('frozen weights are the same for all shapes', () => {
  const held = Tensor.of([2])
  const scale = compile((x: Tensor) => o.mul(x, held), { frozen: true, plans: 1 })
  const [short, long] = [Tensor.of([1, 2]), x]
  scale(short)
  held.data.fill(5)
  assert.equal(
    [long, short].map((x) => scale(x).toArray()),
    [
      [2, 4, 6],
      [2, 4],
    ],
  )
})

test('a small plan goes on after a large one took the memory, and before', () => {
  const net = compile((x: Tensor) => o.tanh(o.mul(x, 0.5)), { frozen: true })
  const sizes = [10, 1e5, 10, 1e5, 1e6, 10]
  for (const size of sizes) {
    const x = Tensor.full([size], 2)
    o.expectClose(net(x), o.tanh(o.mul(x, 0.5)))
  }
})

test('what fails while it is traced or run leaves all as it was', () => {
  const [held, labels] = [Tensor.of([1, 2, 3]), Tensor.from(new Int32Array([0]))]
  let broken = true
  const f = compile((x: Tensor, labels: Tensor) => {
    step(held, x)
    if (broken) throw new Error('half-way')
    return o.crossEntropy(o.reshape(held, { shape: [1, 3] }), labels)
  })
  assert.is(
    message(() => f(x, labels)),
    'half-way',
  )
  broken = false
  assert.is(
    message(() => f(x, Tensor.from(new Int32Array([5])))),
    'crossEntropy: labels has 5 at element 0; wanted whole numbers from 0 to 2',
  )
  assert.equal(held.toArray(), [1, 2, 3])
  const loss = f(x, labels).item()
  assert.equal(held.toArray(), [0.5, 1, 1.5])
  assert.ok(Math.abs(loss - 1.6803) < 1e-4)
})

test('noGrad counts within and without', () => {
  const leaf = x.track()
  const f = compile((x: Tensor) =>
    o.mul(
      o.noGrad(() => o.mul(x, 3)),
      o.grad(o.sum(o.mul(leaf, x)), [leaf])[0],
    ),
  )
  assert.equal(f(x).toArray(), [3, 12, 27])
  assert.equal(o.noGrad(() => f(x)).toArray(), [0, 0, 0])
})

test('a plan may be watched, and asks for the shapes that it was traced with', () => {
  const double = compile((x: Tensor) => o.mul(x, 2))
  const plan = double.planFor(x)!
  let calls = 0
  const [y] = plan.run([x], ({ run }) => {
    calls++
    run()
  })
  assert.equal([calls, y.toArray()], [plan.steps.length, [2, 4, 6]])
  assert.is(
    message(() => plan.run([Tensor.of([1, 2])])),
    'plan: argument 0 is float32 [2]; wanted float32 [3], as it was traced with',
  )
})

test('the plan for a batch item by item is that of one item', () => {
  const double = compile((x: Tensor) => o.mul(x, 2), { perItem: true })
  const many = Tensor.full([5, 2], 1)
  assert.equal(double(many).toArray(), o.mul(many, 2).toArray())
  assert.is(double.planFor(many), double.planFor(many.slice(0, 0, 1)))
})

function message(f: () => unknown): string {
  try {
    f()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing was thrown'
}

test('errors say what is wanted', () => {
  let leaked = x
  const leak = compile((x: Tensor) => (leaked = o.mul(x, 2)))
  leak(x)
  const leaf = x.track()
  const [many, pair] = [Tensor.of([1, 2, 3]), Tensor.of([1, 2])]
  const items = compile((x: Tensor, y: Tensor) => o.add(x, y), { perItem: true })
  const wrong: [() => unknown, string][] = [
    [
      () => items(Tensor.of([[1], [2]]), Tensor.of([[1]])),
      'perItem: the arguments are [2, 1], [1, 1]; wanted tensors with one first axis, that of the items',
    ],
    [
      () => compile((y: Tensor) => o.add(x, o.sum(y)), { perItem: true })(x),
      'perItem: a result of one item is [3]; wanted a first axis of 1',
    ],
    [
      () => compile((x: Tensor) => (x.get(0) > 0 ? x : o.neg(x)))(x),
      'get: the value is not known while a plan is traced; wanted it returned and read afterwards',
    ],
    [
      () => compile((x: Tensor, rng: Rng) => o.mul(x, rng.uniform()))(x, new Rng(0)),
      'Rng: a number is drawn while a plan is traced; wanted it drawn in the kernel of an operation',
    ],
    [
      () => compile((x: Tensor, rng: Rng) => o.dropout(x, { p: 0.5, rng: rng.split('a') }))(x, new Rng(0)),
      'Rng: a stream is split while a plan is traced; wanted it split before, and given as an argument',
    ],
    [
      () => compile((_: Tensor, rng: Rng) => Tensor.of(rng.save().name.length))(x, new Rng(0)),
      'Rng: a stream is saved while a plan is traced; wanted it saved before, or after a run',
    ],
    [
      () => o.add(leaked, 1),
      'add: a was made while a plan was traced, and has no values; wanted what the compiled function returns in its place',
    ],
    [
      () => compile((x: Tensor) => o.add(x, leaked))(x),
      'compile: the function uses a tensor [3] made while another plan was traced, which has no values; wanted what that one returns in its place',
    ],
    [
      () => leak(leaked),
      'compile: argument 0 was made while a plan was traced, and has no values; wanted what the compiled function returns in its place',
    ],
    [
      () => compile((x: Tensor) => x)(3 as unknown as Tensor),
      'compile: argument 0 is a number; wanted a Tensor or an Rng',
    ],
    [
      () => compile((x: Tensor) => ({ x, size: x.size }) as unknown as Tensor)(x),
      'compile: result size of the function is a number; wanted a Tensor, a list of them, or a record of both',
    ],
    [
      () => compile(((x: Tensor) => [x, undefined]) as unknown as (x: Tensor) => Tensor)(x),
      'compile: result 1 of the function is undefined; wanted a Tensor, a list of them, or a record of both',
    ],
    [
      () => compile(((x: Tensor) => Promise.resolve(x)) as unknown as (x: Tensor) => Tensor)(x),
      'compile: the result of the function is of Promise; wanted a Tensor, a list of them, or a record of both',
    ],
    [
      () => o.grad(o.sum(compile((x: Tensor) => o.mul(x, leaf))(x)), [leaf]),
      'grad: it leads through a compiled function to a tensor that is none of its arguments; wanted the gradient taken within the function, or by an argument',
    ],
    [
      () => compile((p: Tensor, q: Tensor) => o.add(step(p, q).reshape([0]), 1))(x, x),
      'plan: argument 0 shares storage with another that is used, and one of them is changed; wanted a copy',
    ],
    [
      () => {
        const part = many.slice(0, 0, 2).contiguous()
        compile((x: Tensor) => [step(part, x), o.neg(many)])(pair)
      },
      'plan: a tensor from outside shares storage with another that is used, and one of them is changed; wanted a copy',
    ],
    [() => compile((x: Tensor) => x, { plans: 0 }), 'compile: plans is 0; wanted 1 or more'],
    [() => compile((x: Tensor) => x, { cache: NaN }), 'compile: cache is NaN; wanted 1 or more'],
  ]
  for (const [f, wanted] of wrong) assert.is(message(f), wanted)
})

test.run()
