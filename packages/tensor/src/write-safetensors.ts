import type { Data } from './dtype.ts'
import { codes, SafetensorsError, widths, type Code, type Entry } from './safetensors-format.ts'
import type { Tensor } from './tensor.ts'

// Part of every runtime, though not of the language's own types.
declare const TextEncoder: new () => { encode(text: string): Uint8Array }

/**
 * The bytes of a safetensors file, laid out as the Python package does: wider element types first, then by name.
 * Throws {@link SafetensorsError} for a tensor named `__metadata__`.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Record<string, string> = {},
): Uint8Array {
  // Written piece by piece: an object would put names such as "0" before all others.
  const header: string[] = []
  if (Object.keys(metadata).length > 0) header.push(`"__metadata__":${JSON.stringify(metadata)}`)
  const entries = [...tensors].map(([name, x]) => ({ name, x: x.contiguous(), code: codes[x.dtype] }))
  entries.sort(
    (a, b) => widths[b.code] - widths[a.code] || order[a.code] - order[b.code] || byCodePoint(a.name, b.name),
  )
  let end = 0
  for (const { name, x, code } of entries) {
    if (name === '__metadata__')
      throw new SafetensorsError(
        'safetensors: a tensor is named __metadata__; wanted another name, the format keeps this one',
      )
    const entry: Entry = { dtype: code, shape: x.shape, data_offsets: [end, (end += x.size * widths[code])] }
    header.push(`${JSON.stringify(name)}:${JSON.stringify(entry)}`)
  }
  const text = new TextEncoder().encode(`{${header.join(',')}}`)
  const start = 8 + Math.ceil(text.length / 8) * 8
  const bytes = new Uint8Array(start + end).fill(32, 8, start)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(start - 8), true)
  bytes.set(text, 8)
  let at = start
  for (const { x, code } of entries) at = writeNumbers(view, at, x.data, code)
  return bytes
}

/** Order of element types of one width in a file written by the Python package. */
const order: Record<Code, number> = { F64: 0, F32: 1, I32: 2 }

function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i].codePointAt(0)! - right[i].codePointAt(0)!
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function writeNumbers(view: DataView, start: number, data: Data, code: Code): number {
  const width = widths[code]
  for (let i = 0, at = start; i < data.length; i++, at += width) {
    if (code === 'F32') view.setFloat32(at, data[i], true)
    else if (code === 'F64') view.setFloat64(at, data[i], true)
    else view.setInt32(at, data[i], true)
  }
  return start + data.length * width
}
