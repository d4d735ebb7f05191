import { readNumbers } from './read-numbers.ts'
import { dtypes, SafetensorsError, widths, type Entry, type StoredCode } from './safetensors-format.ts'
import { sizeOf } from './shape.ts'
import { Tensor } from './tensor.ts'

// Part of every runtime, though not of the language's own types.
declare const TextDecoder: new (label: 'utf-8', options: { fatal: true }) => { decode(bytes: Uint8Array): string }

export interface Safetensors {
  tensors: Map<string, Tensor>
  metadata: Record<string, string>
}

/**
 * Reads a safetensors file. Each tensor gets storage of its own: F16 and BF16 become float32, I64 becomes int32. Throws {@link SafetensorsError} for anything that is not a
 * whole, well-formed file: what was found, and what was wanted.
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { header, start } = readHeader(bytes, view)
  const { __metadata__: metadata = {}, ...rest } = header
  const entries = Object.entries(rest).map(([name, entry]) => ({ name, ...checkEntry(name, entry) }))
  checkLayout(entries, bytes.length - start)
  const tensors = new Map<string, Tensor>()
  for (const { name, dtype, shape, data_offsets } of entries) {
    tensors.set(name, Tensor.from(readNumbers(name, dtype, view, start + data_offsets[0], sizeOf(shape)), shape))
  }
  return { tensors, metadata: checkMetadata(metadata) }
}

function readHeader(bytes: Uint8Array, view: DataView): { header: Record<string, unknown>; start: number } {
  if (bytes.length < 8)
    throw new SafetensorsError(
      `safetensors: the file has ${bytes.length} bytes; wanted at least 8 for the header's length`,
    )
  const length = view.getBigUint64(0, true)
  if (length > BigInt(bytes.length - 8)) {
    throw new SafetensorsError(
      `safetensors: the header has ${length} bytes but ${bytes.length - 8} follow its length; wanted the whole file`,
    )
  }
  const start = 8 + Number(length)
  let header: unknown
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start)))
  } catch (error) {
    throw new SafetensorsError(`safetensors: the header of ${length} bytes is not JSON; wanted an object of tensors`, {
      cause: error,
    })
  }
  if (!isObject(header))
    throw new SafetensorsError('safetensors: the header is not a JSON object; wanted an object of tensors')
  return { header, start }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function checkEntry(name: string, entry: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = isObject(entry) ? entry : {}
  if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
    throw new SafetensorsError(
      `safetensors: the entry of ${name} is ${JSON.stringify(entry)}; wanted dtype, shape and data_offsets [begin, end]`,
    )
  }
  if (!isCode(dtype)) {
    throw new SafetensorsError(
      `safetensors: ${name} has dtype ${dtype}; wanted one of ${Object.keys(dtypes).join(', ')}`,
    )
  }
  const wanted = sizeOf(shape) * widths[dtype]
  if (offsets[1] - offsets[0] !== wanted) {
    throw new SafetensorsError(
      `safetensors: ${name} has ${offsets[1] - offsets[0]} bytes; wanted ${wanted} for ${dtype} [${shape.join(', ')}]`,
    )
  }
  return { dtype, shape, data_offsets: [offsets[0], offsets[1]] }
}

function isCode(dtype: string): dtype is StoredCode {
  return Object.hasOwn(dtypes, dtype)
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((v) => Number.isSafeInteger(v) && v >= 0)
}

function checkLayout(entries: readonly (Entry & { name: string })[], size: number): void {
  let end = 0
  for (const {
    name,
    data_offsets: [from, to],
  } of [...entries].sort((a, b) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1])) {
    if (from !== end) {
      const fault = from < end ? 'overlaps the tensor before it' : 'leaves a hole before it'
      throw new SafetensorsError(
        `safetensors: ${name} begins at byte ${from} of the data and ${fault}; wanted byte ${end}`,
      )
    }
    end = to
  }
  if (size < end)
    throw new SafetensorsError(
      `safetensors: the data has ${size} bytes of ${end}; wanted the whole file, this one is cut short`,
    )
  if (size > end)
    throw new SafetensorsError(`safetensors: ${size - end} bytes follow the last tensor; wanted the file to end there`)
}

function checkMetadata(metadata: unknown): Record<string, string> {
  if (isObject(metadata) && Object.values(metadata).every((value) => typeof value === 'string')) {
    return metadata as Record<string, string>
  }
  throw new SafetensorsError(`safetensors: __metadata__ is ${JSON.stringify(metadata)}; wanted an object of strings`)
}
