import { expectClose, Rng, ShapeError, Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenBytes } from '../../../test-support/golden.ts'
import * as nn from '../src/index.ts'
import { goldenTensor } from './golden-tensors.ts'
import golden from './golden/state.json' with { type: 'json' }
import { thrown } from './thrown.ts'

const test = suite('state')

class Model {
  stem = new nn.Conv2d(1, 2, 3, { bias: false, rng: new Rng(1) })
  stemNorm = new nn.BatchNorm2d(2)
  blocks = [
    new nn.Sequential(new nn.Linear(2, 2, { rng: new Rng(2) }), new nn.Relu()),
    new nn.Linear(2, 3, { rng: new Rng(3) }),
  ]
  tied = this.blocks[1]
  options = { width: 2, rng: new Rng(4) }
  parent: object = this
  readonly #constant = Tensor.of([1])

  get constant(): Tensor {
    return this.#constant
  }
}

test('names are the path of fields as torch writes it', () => {
  assert.equal(
    [...nn.state(new Model()).keys()],
    [
      'stem.weight',
      'stem_norm.weight',
      'stem_norm.bias',
      'stem_norm.running_mean',
      'stem_norm.running_var',
      'stem_norm.num_batches_tracked',
      'blocks.0.0.weight',
      'blocks.0.0.bias',
      'blocks.1.weight',
      'blocks.1.bias',
      'tied.weight',
      'tied.bias',
    ],
  )
})

test('layers have the paths of their tensors', () => {
  const model = new Model()
  const found = nn.layers(model)
  assert.equal([...found.keys()], ['stem', 'stem_norm', 'blocks.0', 'blocks.0.0', 'blocks.0.1', 'blocks.1', 'tied'])
  assert.is(found.get('blocks.1'), model.blocks[1])
})

test('parameters come once each, without running statistics', () => {
  const model = new Model()
  const found = nn.parameters(model)
  assert.is(found.length, 7)
  assert.ok(found.every((parameter) => parameter instanceof nn.Parameter && parameter.tracked))
  assert.is(found[0], model.stem.weight)
})

test('a parameter is made of a tensor or of numbers', () => {
  const tensor = Tensor.of([[1, 2, 3]])
  assert.is(nn.Parameter.of(tensor).data, tensor.data)
  assert.equal(nn.Parameter.of(tensor.transpose(1, 0)).toArray(), [[1], [2], [3]])
  assert.equal(nn.Parameter.of([4, 5], 'float64').data, Float64Array.of(4, 5))
})

test('a file brings everything back, in place, and its metadata', () => {
  const [from, to] = [new Model(), new Model()]
  from.stem.weight.data.fill(0.5)
  from.stemNorm.forward(nn.normal([4, 2, 3, 3], 1, 2, new Rng(5)), { training: true })
  const weight = to.stem.weight
  const metadata = nn.loadState(to, nn.saveState(from, { labels: 'yes,no' }))
  assert.equal(metadata, { labels: 'yes,no' })
  assert.is(to.stem.weight, weight)
  assert.is(to.stemNorm.numBatchesTracked.item(), 1)
  assert.equal(nn.saveState(to), nn.saveState(from))
})

test('a model that torch saved loads strictly, its counts of batches being wide integers', () => {
  const rng = new Rng(1)
  const [conv, norm] = [new nn.Conv2d(1, 2, 3, { rng }), new nn.BatchNorm2d(2)]
  const model = new nn.Sequential(conv, norm, new nn.Flatten(), new nn.Linear(8, 3, { rng }))
  nn.loadState(model, goldenBytes(golden.bytes))
  assert.is(norm.numBatchesTracked.item(), 2)
  expectClose(model.forward(goldenTensor(golden.x)), goldenTensor(golden.y), { relative: 1e-5, absolute: 1e-6 })
})

test('a strict load names what does not fit and changes nothing', () => {
  const wide = new nn.Sequential(
    new nn.Linear(2, 2, { rng: new Rng(1) }),
    new nn.Linear(2, 2, { bias: false, rng: new Rng(1) }),
  )
  const narrow = new nn.Sequential(
    new nn.Linear(3, 2, { bias: false, rng: new Rng(1) }),
    new nn.Linear(2, 2, { rng: new Rng(2) }),
  )
  const before = nn.saveState(narrow)
  const error = thrown(() => nn.loadState(narrow, nn.saveState(wide)))
  assert.instance(error, nn.StateError)
  assert.instance(error, ShapeError)
  assert.is(
    error.message,
    'loadState: the saved state does not fit the model: missing 1.bias; unexpected 0.bias; 0.weight is [2, 2] where the model has [2, 3]; wanted the same names and shapes; strict: false loads what fits',
  )
  assert.equal(nn.saveState(narrow), before)

  const reports: nn.StateProblems[] = []
  nn.loadState(narrow, nn.saveState(wide), { strict: false, report: (problems) => reports.push(problems) })
  assert.equal(reports, [
    { missing: ['1.bias'], unexpected: ['0.bias'], mismatched: [{ name: '0.weight', saved: [2, 2], wanted: [2, 3] }] },
  ])
  assert.equal(nn.state(narrow).get('1.weight')!.data, nn.state(wide).get('1.weight')!.data)
})

test('a copy of the state does not follow the model', () => {
  const model = new nn.Linear(1, 1, { rng: new Rng(1) })
  const copy = nn.copyState(model)
  const before = model.weight.item()
  model.weight.data.fill(7)
  assert.is(copy.get('weight')!.item(), before)
})

test.run()
