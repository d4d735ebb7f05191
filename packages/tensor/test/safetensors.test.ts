import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { goldenBytes } from '../../../test-support/golden.ts'
import { readSafetensors, SafetensorsError, Tensor, writeSafetensors, type Dtype } from '../src/index.ts'
import golden from './golden/safetensors.json' with { type: 'json' }

const test = suite('safetensors')

interface File {
  bytes: string
  metadata: Record<string, string>
  tensors: Record<string, { dtype: string; shape: number[]; values: number[] }>
}

for (const [name, file] of Object.entries(golden as unknown as Record<string, File>)) {
  const bytes = goldenBytes(file.bytes)
  const expected = Object.entries(file.tensors)

  test(`reads what Python wrote: ${name}`, () => {
    const { tensors, metadata } = readSafetensors(bytes)
    assert.equal(metadata, file.metadata)
    assert.is(tensors.size, expected.length)
    for (const [key, { dtype, shape, values }] of expected) {
      const x = tensors.get(key)!
      assert.is(x.dtype, dtype)
      assert.equal(x.shape, shape)
      assert.equal([...x.data], values)
      assert.ok(
        values.every((value, i) => Object.is(value, x.data[i])),
        'signs of zeros',
      )
    }
  })

  // Torch's own element types are read, not written.
  if (name === 'torch') continue
  test(`writes the bytes that Python wrote: ${name}`, () => {
    const tensors = new Map(
      expected.map(([key, { dtype, shape, values }]) => {
        const x = Tensor.zeros(shape, dtype as Dtype)
        x.data.set(values)
        return [key, x]
      }),
    )
    assert.equal(writeSafetensors(tensors, file.metadata), bytes)
  })
}

test('views are written by their values', () => {
  const x = Tensor.of([
    [1, 2, 3],
    [4, 5, 6],
  ])
  const bytes = writeSafetensors(new Map([['x', x.flip(1).transpose()]]))
  assert.equal(readSafetensors(bytes).tensors.get('x')!.toArray(), [
    [3, 6],
    [2, 5],
    [1, 4],
  ])
})

test('bytes may lie anywhere in a buffer', () => {
  const bytes = writeSafetensors(new Map([['x', Tensor.of([1, 2])]]))
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  assert.equal(readSafetensors(shifted.subarray(3)).tensors.get('x')!.toArray(), [1, 2])
})

/** A file of a header and so many bytes of data. */
function file(header: string, data: number): Uint8Array {
  const bytes = new Uint8Array(8 + header.length + data)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true)
  for (let i = 0; i < header.length; i++) bytes[8 + i] = header.charCodeAt(i)
  return bytes
}

const a = '"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}'

const faults: [string, Uint8Array][] = [
  ["safetensors: the file has 7 bytes; wanted at least 8 for the header's length", new Uint8Array(7)],
  [
    'safetensors: the header has 18446744073709551615 bytes but 2 follow its length; wanted the whole file',
    new Uint8Array(10).fill(255),
  ],
  ['safetensors: the header of 3 bytes is not JSON; wanted an object of tensors', file('{a}', 0)],
  ['safetensors: the header is not a JSON object; wanted an object of tensors', file('[1]', 0)],
  ['safetensors: the entry of a is 1; wanted dtype, shape and data_offsets [begin, end]', file('{"a":1}', 0)],
  [
    'safetensors: the entry of a is {"dtype":"F32","shape":[-1],"data_offsets":[0,4]}; wanted dtype, shape and data_offsets [begin, end]',
    file('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', 4),
  ],
  [
    'safetensors: a has dtype F8_E5M2; wanted one of F64, F32, F16, BF16, I64, I32',
    file('{"a":{"dtype":"F8_E5M2","shape":[4],"data_offsets":[0,4]}}', 4),
  ],
  [
    'safetensors: a has 4 bytes; wanted 8 for F32 [2]',
    file('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 4),
  ],
  [
    'safetensors: b begins at byte 4 of the data and overlaps the tensor before it; wanted byte 8',
    file(`{${a},"b":{"dtype":"I32","shape":[1],"data_offsets":[4,8]}}`, 8),
  ],
  [
    'safetensors: b begins at byte 12 of the data and leaves a hole before it; wanted byte 8',
    file(`{${a},"b":{"dtype":"I32","shape":[1],"data_offsets":[12,16]}}`, 16),
  ],
  ['safetensors: the data has 7 bytes of 8; wanted the whole file, this one is cut short', file(`{${a}}`, 7)],
  ['safetensors: 1 bytes follow the last tensor; wanted the file to end there', file(`{${a}}`, 9)],
  ['safetensors: __metadata__ is {"epoch":3}; wanted an object of strings', file('{"__metadata__":{"epoch":3}}', 0)],
]

for (const [sentence, bytes] of faults) {
  test(sentence, () => {
    assert.throws(
      () => readSafetensors(bytes),
      (error: Error) => {
        assert.is(error.message, sentence)
        return error instanceof SafetensorsError
      },
    )
  })
}

test('infinities and NaN of half precision stay what they are', () => {
  const bytes = file(
    '{"b":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]},"h":{"dtype":"F16","shape":[3],"data_offsets":[6,12]}}',
    12,
  )
  const view = new DataView(bytes.buffer, bytes.length - 12)
  ;[0x7f80, 0xff80, 0xffc1, 0x7c00, 0xfc00, 0x7c01].forEach((bits, i) => view.setUint16(2 * i, bits, true))
  const { tensors } = readSafetensors(bytes)
  for (const name of ['b', 'h']) assert.equal(tensors.get(name)!.toArray(), [Infinity, -Infinity, NaN])
})

test('a wide integer that int32 cannot hold is refused', () => {
  for (const value of [2n ** 31n, -(2n ** 31n) - 1n, 2n ** 32n, 2n ** 62n]) {
    const bytes = file('{"n":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}', 16)
    new DataView(bytes.buffer).setBigInt64(bytes.length - 8, value, true)
    const sentence = `safetensors: n holds ${value} (I64); wanted numbers from -2147483648 to 2147483647, as int32 holds; save it as F64`
    assert.throws(
      () => readSafetensors(bytes),
      (error: Error) => error instanceof SafetensorsError && error.message === sentence,
    )
  }
})

test('a tensor may not be called __metadata__', () => {
  const sentence = 'safetensors: a tensor is named __metadata__; wanted another name, the format keeps this one'
  assert.throws(() => writeSafetensors(new Map([['__metadata__', Tensor.of([1])]])), sentence)
})

test('a file cut anywhere is refused', () => {
  const bytes = goldenBytes(golden.mixed.bytes)
  for (let end = 0; end < bytes.length; end++) {
    assert.throws(
      () => readSafetensors(bytes.subarray(0, end)),
      (error: Error) => error instanceof SafetensorsError,
    )
  }
})

test.run()
