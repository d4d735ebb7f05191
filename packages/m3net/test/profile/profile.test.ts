import { parameters, state, type Layer } from '@m3net/nn'
import { currentScope, Rng, Tensor } from '@m3net/tensor'
import { plainModule } from '@m3net/tensor/simd'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { describe, M3Net, preset, total } from '../../src/index.ts'
import { partsBy, profileHtml, profileNetwork, profileSvg } from '../../src/profile/index.ts'
import { partOf } from '../../src/profile/profile-parts.ts'
import { profileTree } from '../../src/profile/profile-tree.ts'
import { withLayerNames } from '../../src/profile/with-layer-names.ts'
import { madeUpProfile } from './made-up-profile.ts'

const test = suite('profile')

const network = (): M3Net => new M3Net(preset('A', 5), new Rng('profile'))
const small = { batch: 2, mels: 16, frames: 12 }

/** A clock on which every reading is a millisecond after the one before. */
function ticking(): () => number {
  let now = 0
  return () => now++
}

test('layers have their names while a function runs, and their own forward after it', () => {
  const seen: string[] = []
  const inner: Layer = {
    forward(x) {
      seen.push(currentScope())
      return x
    },
  }
  const { forward } = inner
  class Outer implements Layer {
    readonly parts = [inner, inner]
    forward(x: Tensor): Tensor {
      seen.push(currentScope())
      return this.parts.reduce((y, part) => part.forward(y), x)
    }
  }
  const model = { body: new Outer() }
  const x = Tensor.of([1])
  const run = (): Tensor => model.body.forward(x)
  withLayerNames({ ...model, forward: run }, run)
  assert.equal(seen, ['body', 'body.parts.1', 'body.parts.1'])
  assert.is(inner.forward, forward)
  assert.equal(Object.keys(model.body), ['parts'])
})

test('without a plan every operation is timed, forward and backward, under the layer it belongs to', () => {
  const model = network()
  const profile = profileNetwork(model, { mode: 'training', ...small }, { module: null, seconds: 0, clock: ticking() })
  assert.equal([profile.planBytes, profile.limits, profile.runs], [null, null, 6])
  // Two readings around each call, and one at the end; a kernel that calls operations has two more for each.
  const kernels = profile.calls.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  assert.is(kernels + profile.otherMilliseconds, 2 * profile.calls.length + 1)
  const found = new Set(partsBy(profile, ({ layer }) => layer).map(({ name }) => name))
  const owners = [...state(model).keys()].map((name) => name.slice(0, name.lastIndexOf('.')))
  assert.equal([...found].sort(), [...new Set([...owners, ...more])].sort())
  const pointwise = profile.calls.filter(({ layer }) => layer === 'blocks.2.dsconv1.pointwise')
  assert.equal(
    pointwise.map(({ operation }) => operation),
    ['conv2d', 'conv2dInputGrad', 'conv2dWeightGrad'],
  )
  const steps = profile.calls.filter(({ layer, operation }) => layer === 'optimizer' && operation === 'adamStep')
  assert.is(steps.length, parameters(model).length)
})

/** Layers and parts of the run that have operations but no tensors. */
const more = ['blocks.1', 'blocks.2.dsconv1', 'blocks.2.dsconv2', 'blocks.2.dsconv3', 'blocks.2', 'blocks.2.eca']
  .concat(['blocks.3', 'blocks.4.dsconv1', 'blocks.4.dsconv2', 'blocks.4.dsconv3', 'blocks.4', 'blocks.4.eca'])
  .concat(['blocks.0', 'network', 'loss', 'optimizer'])

if (plainModule) {
  test('a plan counts the multiply-accumulates of the table of layers', () => {
    const model = network()
    const { calls, planBytes, limits } = profileNetwork(
      model,
      { mode: 'inference', ...small },
      { seconds: 0, clock: ticking() },
    )
    assert.ok(planBytes! > 0 && limits!.flop > 0)
    const products = calls.filter(({ operation }) => operation === 'conv2d' || operation === 'matmul')
    const flop = products.reduce((sum, call) => sum + call.flop, 0)
    const { macs } = total(describe(model, small.mels, small.frames))
    assert.is(Math.round(flop), 2 * small.batch * macs)
  })

  test('a plan knows the layers of a training step', () => {
    const model = network()
    const options = { seconds: 0, clock: ticking() }
    const { calls } = profileNetwork(model, { mode: 'training', ...small }, options)
    const kernelsOf = (wanted: string): Set<string> =>
      new Set(calls.filter(({ layer }) => layer === wanted).map(({ kernel }) => kernel))
    const pointwise = kernelsOf('blocks.2.dsconv1.pointwise')
    assert.ok(pointwise.has('gemm') && pointwise.has('gemmTransposed'))
    assert.ok(kernelsOf('optimizer').has('adamStep'))
    const layers = new Set(calls.map(({ layer }) => layer))
    const owners = [...state(model).keys()].map((name) => name.slice(0, name.lastIndexOf('.')))
    for (const owner of owners) assert.ok(layers.has(owner), owner)
  })
}

test('a part of a profile has sums, a share, and what of the possible it reached', () => {
  const { calls } = madeUpProfile
  assert.equal(partOf('both', calls.slice(0, 2), madeUpProfile), {
    name: 'both',
    calls: 2,
    milliseconds: 6,
    share: 0.6,
    flop: 2e6,
    bytes: 5e6,
    // 1 ms of arithmetic in the one, 2 ms of traffic in the other.
    ofPeak: 0.5,
  })
  assert.is(partOf('uncounted', calls.slice(2, 3), madeUpProfile).ofPeak, undefined)
  assert.is(partOf('no limits', calls, { ...madeUpProfile, limits: null }).ofPeak, undefined)
  const names = partsBy(madeUpProfile, ({ kernel }) => kernel).map(({ name, calls }) => `${name} ${calls}`)
  assert.equal(names, ['gemm 2', 'plain <kernel> 1'])
})

test('the tree has blocks, layers, kernels, and what is outside', () => {
  const names = ({ part, children }: ReturnType<typeof profileTree>): unknown =>
    children.length > 0 ? [part.name, ...children.map(names)] : part.name
  assert.equal(names(profileTree(madeUpProfile, 'run')), [
    'run',
    ['blocks.0', ['conv', 'gemm']],
    ['head', 'gemm'],
    ['loss', 'plain <kernel>'],
    'outside kernels',
  ])
  assert.is(profileTree(madeUpProfile, 'run').part.milliseconds, 10)
})

test('the page has the picture and the tables, escaped, without script', () => {
  const html = profileHtml(madeUpProfile, { title: 'a & b', created: '2026-01-31T14:05:00Z', machine: 'an abacus' })
  assert.match(html, /<h1>a &amp; b<\/h1>\n<p>training step, 4 inputs of 8 x 6 · an abacus · /)
  assert.match(html, '<dd>10.00 ms</dd><dd class="note">medians of 9 runs</dd>')
  assert.match(html, '<th scope="row">plain &lt;kernel&gt;</th>')
  assert.not.match(html, '<kernel>')
  assert.not.match(html, /<script|https?:\/\/(?!www\.w3\.org)/)
})

test('the width of a cell is its time', () => {
  const svg = profileSvg(madeUpProfile)
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /)
  const widthOf = (title: string): number =>
    Number(new RegExp(`<title>${title}[^<]*</title><rect x="[\\d.]+" y="[\\d.]+" width="([\\d.]+)"`).exec(svg)![1])
  assert.equal(
    ['blocks.0', 'head', 'outside kernels'].map(widthOf),
    [0.2, 0.4, 0.3].map((share) => share * 1040 - 0.7),
  )
})

test.run()
