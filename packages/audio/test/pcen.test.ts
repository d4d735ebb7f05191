import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { pcen } from '../src/index.ts'
import golden from './golden/rows.json' with { type: 'json' }
import { probeDistance, projectionDistance } from './probe.ts'
import { noise, thrown } from './signals.ts'

const test = suite('pcen')

for (const { frames, bands, start, energy, result, ...options } of golden.pcen) {
  test(`is librosa's formula: ${JSON.stringify({ frames, bands, start, ...options })}`, () => {
    const values = noise(frames * bands).map((value) => value + 1)
    const energies = Tensor.from(
      Float64Array.from(values, (value) => value ** 8),
      [frames, bands],
    )
    assert.ok(projectionDistance(energies.data, energy) <= 1e-12)
    const state = start === 'ones' ? new Float64Array(bands).fill(1) : null
    const rows = pcen(options)(energies, state)
    assert.equal(rows.shape, [frames, bands])
    assert.ok(probeDistance(rows.data, result) <= 1e-6 * (1 + result.norm / Math.sqrt(result.size || 1)))
    assert.ok(projectionDistance(rows.data, result) <= 1e-6)
  })
}

test('a stream goes on where another ended, and leaves the state given as it was', () => {
  const energies = Tensor.from(
    noise(80).map((value) => value ** 2),
    [20, 4],
  )
  const [head, tail] = [energies.hi(7, 4), energies.lo(7, 0)]
  const transform = pcen()
  const first = transform.stream()
  assert.is(first.state, null)
  const before = first.push(head)
  const state = first.state!
  const copy = state.slice()
  const after = transform(tail, state)
  assert.equal(state, copy)
  assert.equal(Float32Array.of(...before.data, ...after.data), transform(energies).data)
})

test('defaults', () => {
  assert.equal(pcen().options, { gain: 0.98, bias: 2, power: 0.5, smoothing: 0.025, floor: 1e-6 })
})

test('silence is 0', () => {
  assert.equal([...pcen()(Tensor.zeros([3, 2])).data], [0, 0, 0, 0, 0, 0])
})

test('tells which option cannot be met', () => {
  assert.is(
    thrown(() => pcen({ smoothing: 2 })).message,
    'pcen: the options are gain 0.98, bias 2, power 0.5, smoothing 2, floor 0.000001; ' +
      'wanted gain and bias of at least 0, power and floor above 0, smoothing above 0 and at most 1',
  )
  assert.is(
    thrown(() => pcen()(Tensor.zeros([3, 2]), new Float64Array(3))).message,
    'pcen: the rows are [3, 2]; wanted [frames, 3]',
  )
})

test.run()
