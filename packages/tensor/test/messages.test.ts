import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as t from '../src/index.ts'

const test = suite('messages')
const zeros = (...shape: number[]): t.Tensor => t.Tensor.zeros(shape)
const images = zeros(2, 3, 4, 5)
const logits = zeros(4, 3)
const labels = t.Tensor.of([0, 1, 2, 0], 'int32')
const rng = new t.Rng('messages')
const faulty = t.defineOp({ name: 'nothing', inputs: ['x'], shape: ({ x }) => [...x.shape], vjp: { x: null } })

/** Each sentence, and the call that says it. */
const shapes: [string, () => unknown][] = [
  ['Tensor.from: 3 numbers do not fill [2, 2]; wanted 4', () => t.Tensor.from(new Float32Array(3), [2, 2])],
  ['Tensor.of: found a row of 1; wanted a row of 2', () => t.Tensor.of([[1, 2], [3]])],
  ['Tensor.of: found a row of 1; wanted a number', () => t.Tensor.of([1, [2]])],
  ['Tensor.of: found a number; wanted a row of 1', () => t.Tensor.of([[1], 2])],
  ['item: the tensor is [2]; wanted exactly one element', () => zeros(2).item()],
  ["grad: y is [2]; wanted a scalar, or a seed of y's shape", () => t.grad(zeros(2), [])],
  ["grad: the seed is [3]; wanted y's shape [2]", () => t.grad(zeros(2), [], { seed: zeros(3) })],
  ['expectClose: actual is [2]; wanted the expected [3]', () => t.expectClose(zeros(2), zeros(3))],
  ['add: [2, 3] and [2] do not broadcast; wanted equal lengths, or 1, axis by axis', () => zeros(2, 3).add(zeros(2))],
  ['sum: axis 2 is not an axis of [2, 3]; wanted -2 to 1', () => zeros(2, 3).sum({ axes: 2 })],
  ['cumsum: axis -1 is not an axis of []; wanted no axis, it is a scalar', () => t.cumsum(zeros())],
  ['flip: axis 1 is named twice; wanted each axis once', () => zeros(2, 3).flip(1, -1)],
  ['mean: x is [0, 3], empty along axes [0]; wanted at least one element', () => zeros(0, 3).mean({ axes: 0 })],
  ['max: x is [0, 3], empty along axes [0]; wanted at least one element', () => zeros(0, 3).max({ axes: 0 })],
  ['argMax: x is [0, 3], empty along axes [0]; wanted at least one element', () => t.argMax(zeros(0, 3), { axis: 0 })],
  ['transpose: axes [0] do not name every axis of [2, 3]; wanted each once', () => zeros(2, 3).transpose(0)],
  ['reshape: [2, 3] does not fill [4]; wanted 6 elements', () => zeros(2, 3).reshape([4])],
  ['reshape: [2, 3] does not fill [4, -1]; wanted 6 elements', () => zeros(2, 3).reshape([4, -1])],
  ['expand: [2, 1] does not broadcast to [1, 3]; wanted equal lengths, or 1 in x', () => zeros(2, 1).expand([1, 3])],
  [
    'pad: widths [[1, -1]] for x [2]; wanted [before, after], not negative, for each axis',
    () => t.pad(zeros(2), { widths: [[1, -1]] }),
  ],
  ['concat: there are no inputs; wanted at least one', () => t.concat([])],
  [
    'concat: inputs[1] is [2, 4] but inputs[0] is [2, 3]; wanted equal lengths but for axis 0',
    () => t.concat([zeros(2, 3), zeros(2, 4)]),
  ],
  ['stack: there are no inputs; wanted at least one', () => t.stack([])],
  ['stack: inputs[1] is [3] but inputs[0] is [2]; wanted equal shapes', () => t.stack([zeros(2), zeros(3)])],
  [
    'split: sizes [1, 3] do not add up to the 5 of axis 0 in [5]; wanted whole lengths that do',
    () => t.split(zeros(5), { sizes: [1, 3] }),
  ],
  [
    'split: sizes 0 do not add up to the 5 of axis 0 in [5]; wanted whole lengths that do',
    () => t.split(zeros(5), { sizes: 0 }),
  ],
  ['matmul: a is [3], b is [3, 2]; wanted at least two axes each', () => zeros(3).matmul(zeros(3, 2))],
  ['matmul: a [2, 3] has 3 columns but b [2, 3] has 2 rows; wanted as many', () => zeros(2, 3).matmul(zeros(2, 3))],
  ['conv2d: x has 3 channels but w [4, 2, 3, 3] with groups=1 wants 2', () => t.conv2d(images, zeros(4, 2, 3, 3))],
  [
    'conv2d: groups=3 does not divide the 4 outputs of w [4, 1, 3, 3]; wanted a divisor',
    () => t.conv2d(images, zeros(4, 1, 3, 3), { groups: 3 }),
  ],
  [
    'conv2d: x is [2, 3] and w is [4, 3, 3, 3]; wanted x [N, C, H, W] and w of as many axes',
    () => t.conv2d(zeros(2, 3), zeros(4, 3, 3, 3)),
  ],
  [
    'conv1d: x is [2, 3] and w is [4, 3, 3]; wanted x [N, C, W] and w of as many axes',
    () => t.conv1d(zeros(2, 3), zeros(4, 3, 3)),
  ],
  [
    'conv2d: x of [4, 5] with padding [0, 0] is smaller than the kernel [5, 5] with dilation [1, 1]; wanted at least its size',
    () => t.conv2d(images, zeros(1, 3, 5, 5)),
  ],
  [
    'conv1d: stride is [1, 0]; wanted a whole number from 1, or two of them',
    () => t.conv1d(zeros(2, 3, 5), zeros(4, 3, 3), { stride: 0 }),
  ],
  [
    'conv2d: stride is [0, 1]; wanted a whole number from 1, or two of them',
    () => t.conv2d(images, zeros(1, 3, 1, 1), { stride: [0, 1] }),
  ],
  [
    'convTranspose2d: x is [2, 3, 4, 5] and w is [4, 1, 2, 2] with groups=1; wanted x [N, C, H, W] and w [C, O/groups, h, w], C a multiple of groups',
    () => t.convTranspose2d(images, zeros(4, 1, 2, 2)),
  ],
  [
    'convTranspose2d: outputPadding is [1, 1] with stride [1, 1]; wanted less than the stride',
    () => t.convTranspose2d(images, zeros(3, 1, 2, 2), { outputPadding: 1 }),
  ],
  [
    'convTranspose2d: padding [3, 3] leaves a result of [-1, 0]; wanted at least [1, 1]',
    () => t.convTranspose2d(images, zeros(3, 1, 2, 2), { padding: 3 }),
  ],
  [
    'maxPool2d: padding is [2, 2] with kernel [3, 3]; wanted at most half of it',
    () => t.maxPool2d(images, { kernel: 3, padding: 2 }),
  ],
  [
    'avgPool2d: x is [2, 3]; wanted [N, C, H, W] with at least one row and column',
    () => t.avgPool2d(zeros(2, 3), { kernel: 2 }),
  ],
  ['batchNorm: x is [2]; wanted [N, C, ...]', () => t.batchNorm(zeros(2), zeros(2), zeros(2), zeros(2, 2))],
  [
    'batchNorm: weight is [2] but x [2, 3, 4, 5] has 3 channels; wanted [3]',
    () => t.batchNorm(images, zeros(2), zeros(3), zeros(2, 3)),
  ],
  [
    'batchNorm: moments is [3]; wanted [2, 3], as channelMoments(x) gives',
    () => t.batchNorm(images, zeros(3), zeros(3), zeros(3)),
  ],
  [
    'normalise: variance is [4] but x [2, 3, 4, 5] has 3 channels; wanted [3]',
    () => t.normalise(images, zeros(3), zeros(4), zeros(3), zeros(3)),
  ],
  ['channelMoments: x is [0, 3]; wanted at least one element a channel', () => t.channelMoments(zeros(0, 3))],
  [
    'layerNorm: weight is [4] and bias is [5] for x [2, 3, 4, 5]; wanted both of the shape of its last axes',
    () => t.layerNorm(images, zeros(4), zeros(5)),
  ],
  [
    'groupNorm: x is [2, 3, 4, 5] with groups=2; wanted [N, C, ...] with C a multiple of groups',
    () => t.groupNorm(images, zeros(3), zeros(3), { groups: 2 }),
  ],
  [
    'groupNorm: weight is [2] and bias is [3] for x [2, 3, 4, 5]; wanted [3]',
    () => t.groupNorm(images, zeros(2), zeros(3), { groups: 3 }),
  ],
  ['nll: logProbabilities is [4, 3] and labels is [3]; wanted [N, C] and [N]', () => t.nll(logits, zeros(3))],
  ['crossEntropy: logits is [4, 3] and labels is [3]; wanted [N, C] and [N]', () => t.crossEntropy(logits, zeros(3))],
  [
    'crossEntropy: logits is [4, 3] but labels is [4, 2]; wanted equal shapes',
    () => t.crossEntropy(logits, zeros(4, 2)),
  ],
  [
    'crossEntropy: weights is [4] but logits [4, 3] has 3 classes; wanted [3]',
    () => t.crossEntropy(logits, labels, { weights: zeros(4) }),
  ],
  ['mse: prediction is [2] but target is [2, 1]; wanted equal shapes', () => t.mse(zeros(2), zeros(2, 1))],
  ['indexSelect: indices is [1, 2]; wanted one axis', () => t.indexSelect(logits, zeros(1, 2))],
  [
    'gather: indices is [2, 4] but x is [4, 3]; wanted as many axes, none longer but axis 0',
    () => t.gather(logits, zeros(2, 4)),
  ],
]

for (const [sentence, call] of shapes) {
  test(sentence, () => {
    assert.throws(call, (error: Error) => {
      assert.is(error.message, sentence)
      return error instanceof t.ShapeError && error instanceof RangeError && error.name === 'ShapeError'
    })
  })
}

/** Values, not shapes, that are out of place. */
const values: [string, typeof RangeError | typeof TypeError, () => unknown][] = [
  [
    'gather: indices has 3 at element 0; wanted whole numbers from 0 to 2',
    RangeError,
    () => t.gather(logits, t.Tensor.of([[3]], 'int32'), { axis: 1 }),
  ],
  [
    'nll: labels has 0.5 at element 3; wanted whole numbers from 0 to 2',
    RangeError,
    () => t.nll(logits, t.Tensor.of([0, 1, 2, 0.5])),
  ],
  [
    'crossEntropy: labels has 3 at element 1; wanted whole numbers from 0 to 2',
    RangeError,
    () => t.crossEntropy(logits, t.Tensor.of([0, 3, 1, 1], 'int32')),
  ],
  [
    'indexSelect: indices has -1 at element 0; wanted whole numbers from 0 to 3',
    RangeError,
    () => t.indexSelect(logits, t.Tensor.of([-1], 'int32')),
  ],
  [
    'oneHot: labels has 2 at element 2; wanted whole numbers from 0 to 1',
    RangeError,
    () => t.oneHot(labels, { classes: 2 }),
  ],
  [
    'crossEntropy: labelSmoothing is 2; wanted 0 to 1',
    RangeError,
    () => t.crossEntropy(logits, labels, { labelSmoothing: 2 }),
  ],
  ['dropout: p is 1.5; wanted 0 to 1', RangeError, () => t.dropout(logits, { p: 1.5, rng })],
  ['arange: steps of -1 do not lead from 0 to 3; wanted a step towards the end', RangeError, () => t.arange(0, 3, -1)],
  [
    'log: made a value that is not finite in its result [1] out of finite inputs; wanted finite values',
    RangeError,
    () => t.detectAnomaly(() => t.Tensor.of([-1]).log()),
  ],
  [
    'add: b is undefined; wanted a Tensor or a number',
    TypeError,
    () => (t.add as unknown as (a: t.Tensor) => t.Tensor)(logits),
  ],
  ['nothing: the operation has neither a kernel nor a view; wanted one of them', TypeError, () => faulty(logits)],
]

for (const [sentence, kind, call] of values) {
  test(sentence, () => {
    assert.throws(call, (error: Error) => {
      assert.is(error.message, sentence)
      return error instanceof kind && !(error instanceof t.ShapeError)
    })
  })
}

test('anomalies are watched for in a backward pass, through strided inputs, and no longer than asked', () => {
  const x = t.Tensor.of([
    [0, 1],
    [4, 9],
  ]).transpose()
  assert.throws(
    () => t.detectAnomaly(() => t.valueAndGrad((x) => x.sqrt().sum(), [x])),
    'div: made a value that is not finite in its result [2, 2] out of finite inputs; wanted finite values',
  )
  assert.ok(Number.isNaN(t.Tensor.of([-1]).log().item()))
})

test.run()
