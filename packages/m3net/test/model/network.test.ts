import { parameters, state } from '@m3net/nn'
import { Rng, Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { describe, total } from '../../src/model/describe.ts'
import { M3Net } from '../../src/model/m3net.ts'
import type { NetworkOptions } from '../../src/model/network.ts'
import { preset, presets, type PresetName } from '../../src/model/presets.ts'

const test = suite('network')

const count = (options: NetworkOptions): number =>
  parameters(new M3Net(options, new Rng(0))).reduce((sum, parameter) => sum + parameter.size, 0)

const counts: Record<PresetName, Record<number, number>> = {
  A: { 10: 29_392, 12: 29_522, 35: 31_017, 50: 31_992 },
  B: { 10: 29_315, 35: 30_940 },
  C: { 10: 28_896, 35: 30_921 },
  D: { 10: 28_797, 35: 30_622 },
}

for (const name of Object.keys(presets) as PresetName[]) {
  test(`preset ${name} has the parameters that were counted by hand`, () => {
    for (const [classes, wanted] of Object.entries(counts[name]))
      assert.is(count(preset(name, Number(classes))), wanted)
  })

  test(`preset ${name} gives logits, and its table agrees with its parameters`, () => {
    const model = new M3Net(preset(name, 7), new Rng(1))
    assert.equal(model.forward(Tensor.zeros([2, 1, 40, 33])).shape, [2, 7])
    assert.is(total(describe(model, 40, 33)).parameters, count(preset(name, 7)))
  })
}

test('MACs of the presets are those counted by hand', () => {
  const macs = (name: PresetName, mels: number, frames: number): number =>
    total(describe(new M3Net(preset(name, 10), new Rng(0)), mels, frames)).macs
  const near = (actual: number, millions: number): void =>
    assert.ok(Math.abs(actual / 1e6 - millions) < 0.006, `${actual} is not about ${millions} million`)
  near(macs('A', 64, 128), 6.01)
  near(macs('A', 40, 98), 2.99)
  near(macs('A', 64, 101), 4.88)
  near(macs('A', 128, 128), 12.02)
  near(macs('B', 64, 128), 5.32)
  near(macs('C', 64, 128), 12.52)
  near(macs('D', 64, 128), 3.95)
})

test('the layers of preset A are those of the table', () => {
  const rows = describe(new M3Net(preset('A', 10), new Rng(0)), 64, 128)
  assert.equal(
    rows.map(({ name, output, parameters: own, macs }) => [name, output.join('x'), own, (macs / 1e6).toFixed(3)]),
    [
      ['conv 3x3 s2 1->16', '16x32x64', 176, '0.295'],
      ['DSConv 3x3 s2 16->32', '32x16x32', 752, '0.336'],
      ['MirrorAttention 32', '32x16x32', 5699, '2.687'],
      ['DSConv 3x3 s2 32->64', '64x8x16', 2528, '0.299'],
      ['MirrorAttention 64', '64x8x16', 19587, '2.392'],
      ['global average, linear', '10', 650, '0.001'],
    ],
  )
})

test('flips are free: every choice of them has the same parameters', () => {
  for (const flips of ['both', 'time', 'frequency', 'none'] as const)
    assert.is(count(preset('A', 10, { flips })), 29_392)
})

test('ablation arms and open choices change what they say', () => {
  const changed = (changes: Partial<NetworkOptions>): number => count(preset('A', 10, changes)) - 29_392
  assert.is(changed({ attention: 'none' }), -5699 - 19_587)
  assert.is(changed({ attention: 'mfp' }), -(1440 + 3) - (4928 + 3))
  assert.is(changed({ attention: 'dfp' }), -(2816 + 1440) - (9728 + 4928))
  assert.is(changed({ eca: false }), -6)
  assert.is(changed({ eca: 5 }), 4)
  assert.is(changed({ productNorm: true }), 2 * (32 + 64))
  assert.is(changed({ gate: true, residual: true, activation: 'silu', dropout: 0.2 }), 0)
  assert.is(changed({ normAfterDepthwise: false }), -2 * (16 + 128 + 32 + 256))
})

test('names of the state are those that torch would give', () => {
  const names = [...state(new M3Net(preset('A', 10), new Rng(0))).keys()]
  for (const name of [
    'blocks.0.conv.weight',
    'blocks.2.dsconv1.depthwise.weight',
    'blocks.2.eca.conv.weight',
    'head.bias',
  ]) {
    assert.ok(names.includes(name), `${name} is missing from ${names.join(' ')}`)
  }
})

test('the same seed gives the same weights', () => {
  const weights = (seed: number): string =>
    [...state(new M3Net(preset('A', 10), new Rng(seed)).head).values()].map(({ data }) => data.join()).join()
  assert.is(weights(3), weights(3))
  assert.is.not(weights(3), weights(4))
})

test('a wrong input is told in one sentence', () => {
  const model = new M3Net(preset('A', 10), new Rng(0))
  assert.throws(
    () => model.forward(Tensor.zeros([1, 64, 97])),
    (error: Error) => {
      assert.is(error.message, 'M3Net: x is [1, 64, 97]; wanted log-mel features [N, 1, mels, frames]')
      return true
    },
  )
})

test.run()
