import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkGrad, expectClose, valueAndGrad, type OpRow, type Tensor } from '../src/index.ts'
import * as table from '../src/ops/index.ts'
import { cases } from './cases/index.ts'
import type { Case, Inputs } from './cases/case.ts'
import { disguises } from './disguises.ts'
import { goldenCase, goldenNotes } from './golden-cases.ts'

const test = suite('ops')

test('each export is an operation with cases and goldens, and each case has an operation', () => {
  const names = Object.entries(table).map(([name, value]) => {
    const { op } = value as unknown as { op?: OpRow }
    assert.is(op?.name, name, `${name} is exported without a row of its own in the table`)
    return name
  })
  assert.equal(Object.keys(cases).sort(), names.sort())
  const notes = Object.entries(cases).flatMap(([name, list]) => list.map(({ note }) => `${name}: ${note}`))
  assert.equal(notes.sort(), goldenNotes().sort())
})

/** f as a function of the inputs called `names` alone. */
function functionOf(f: Case['f'], inputs: Inputs, names: readonly string[]): (...xs: Tensor[]) => Tensor {
  return (...xs) => f({ ...inputs, ...Object.fromEntries(names.map((name, i) => [name, xs[i]])) })
}

function gradients(f: Case['f'], inputs: Inputs, names: readonly string[], seed: Tensor): Tensor[] {
  const leaves = names.map((name) => inputs[name])
  return valueAndGrad(functionOf(f, inputs, names), leaves, { seed }).gradients
}

function asTorch(name: string, { note, f }: Case): void {
  const { inputs, y, seed, gradients: wanted } = goldenCase(name, note)
  if (!y) return
  expectClose(f(inputs), y, { relative: 1e-11, absolute: 1e-12, name })
  if (!seed) return
  const names = Object.keys(wanted)
  gradients(f, inputs, names, seed).forEach((g, i) => {
    expectClose(g, wanted[names[i]], { relative: 1e-10, absolute: 1e-11, name: names[i] })
  })
}

function asDifferences(name: string, { note, f, smooth = true }: Case): void {
  const { inputs, gradients: wanted } = goldenCase(name, note)
  const names = Object.keys(wanted)
  if (!smooth || names.length === 0) return
  const leaves = names.map((name) => inputs[name])
  checkGrad(functionOf(f, inputs, names), leaves, { order: 2 })
}

function asDouble(name: string, { note, f }: Case): void {
  const double = goldenCase(name, note)
  const single = goldenCase(name, note, 'float32')
  const value = f(single.inputs)
  const wanted = f(double.inputs)
  assert.is(value.dtype, wanted.dtype === 'float64' ? 'float32' : wanted.dtype)
  expectClose(value, wanted, { relative: 2e-6, absolute: 2e-6, name })
  if (!single.seed) return
  const names = Object.keys(double.gradients)
  gradients(f, single.inputs, names, single.seed).forEach((g, i) => {
    assert.is(g.dtype, 'float32')
    expectClose(g, double.gradients[names[i]], { relative: 1e-5, absolute: 1e-5, name: names[i] })
  })
}

function asDense(name: string, { note, f }: Case): void {
  const { inputs, seed, gradients: wanted } = goldenCase(name, note, 'float32')
  const names = Object.keys(wanted)
  for (const disguise of disguises) {
    const strided = Object.fromEntries(Object.entries(inputs).map(([n, x]) => [n, disguise(x)]))
    const dense = Object.fromEntries(Object.entries(strided).map(([n, x]) => [n, x.contiguous()]))
    assert.equal(f(strided).toArray(), f(dense).toArray())
    if (!seed) continue
    const g = disguise(seed)
    const ours = gradients(f, strided, names, g).map((x) => x.toArray())
    assert.equal(
      ours,
      gradients(f, dense, names, g.contiguous()).map((x) => x.toArray()),
    )
  }
}

for (const [name, list] of Object.entries(cases)) {
  for (const one of list) {
    test(`${name}, ${one.note}: as torch`, () => asTorch(name, one))
    test(`${name}, ${one.note}: as finite differences, twice`, () => asDifferences(name, one))
    test(`${name}, ${one.note}: float32 as float64`, () => asDouble(name, one))
    test(`${name}, ${one.note}: strided as dense`, () => asDense(name, one))
  }
}

test('gradients flow to the inputs that the table says', () => {
  for (const [name, value] of Object.entries(table)) {
    const { op } = value as unknown as { op: OpRow }
    const found = new Set(cases[name].flatMap(({ note }) => Object.keys(goldenCase(name, note).gradients)))
    const listed = op.inputs[0] === 'inputs' || name === 'dropout'
    if (!listed) assert.equal([...found].sort(), [...op.gradients].sort(), name)
  }
})

test.run()
