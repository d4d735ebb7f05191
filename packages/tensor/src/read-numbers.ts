import { allocate, type Data } from './dtype.ts'
import { dtypes, SafetensorsError, widths, type StoredCode } from './safetensors-format.ts'

/**
 * `length` numbers of the tensor `name` from byte `start` on: F16 and BF16 as float32, which holds every one of them, I64 as
 * int32. Throws {@link SafetensorsError} for one that int32 cannot hold.
 */
export function readNumbers(name: string, code: StoredCode, view: DataView, start: number, length: number): Data {
  if (code === 'BF16') return readBF16(view, start, length)
  const data = allocate(dtypes[code], length)
  const [read, width] = [readers[code], widths[code]]
  for (let i = 0, at = start; i < length; i++, at += width) data[i] = read(view, at, name)
  return data
}

type Reader = (view: DataView, at: number, name: string) => number

const readers: Record<Exclude<StoredCode, 'BF16'>, Reader> = {
  F64: (view, at) => view.getFloat64(at, true),
  F32: (view, at) => view.getFloat32(at, true),
  F16: (view, at) => fromF16(view.getUint16(at, true)),
  I32: (view, at) => view.getInt32(at, true),
  I64: (view, at, name) => narrow(name, view.getBigInt64(at, true)),
}

/** A bfloat16 is the upper half of a float32. */
function readBF16(view: DataView, start: number, length: number): Float32Array {
  const bits = Int32Array.from({ length }, (_, i) => view.getUint16(start + 2 * i, true) << 16)
  return new Float32Array(bits.buffer)
}

/** The value of a float16 (IEEE 754, binary16): sign, 5 bits of exponent biased by 15, 10 bits of fraction. */
function fromF16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  const significand = exponent === 0 ? fraction : 1024 + fraction
  return (sign * significand * (1 << Math.max(exponent, 1))) / (1 << 25)
}

function narrow(name: string, value: bigint): number {
  if (BigInt.asIntN(32, value) === value) return Number(value)
  throw new SafetensorsError(
    `safetensors: ${name} holds ${value} (I64); wanted numbers from -2147483648 to 2147483647, as int32 holds; save it as F64`,
  )
}
