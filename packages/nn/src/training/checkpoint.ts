import { readSafetensors, writeSafetensors, type Tensor } from '@m3net/tensor'
import { crc32 } from './crc32.ts'

/** A checkpoint that is damaged, or of another training. */
export class CheckpointError extends Error {
  override name = 'CheckpointError'
}

/** Everything a training needs to go on. */
export interface Checkpoint {
  /** Tensors by part: model, optimizer, best, average. A part without tensors is left out. */
  parts: Record<string, ReadonlyMap<string, Tensor>>
  /** Counters, running sums, history: plain data, fit for JSON but for numbers that are not finite. */
  progress: unknown
  /** The caller's own words: configuration, label names. */
  metadata: Record<string, string>
}

const format = 'm3net checkpoint 1'
const blank = '00000000'

/**
 * A checkpoint as a safetensors file: tensors named `part/name`, the rest in its metadata. Its checksum is the CRC-32 of
 * the whole file with eight zeros in the checksum's place.
 */
export function writeCheckpoint({ parts, progress, metadata }: Checkpoint): Uint8Array {
  const tensors = new Map<string, Tensor>()
  for (const part in parts) for (const [name, tensor] of parts[part]) tensors.set(`${part}/${name}`, tensor)
  const bytes = writeSafetensors(tensors, {
    format,
    checksum: blank,
    progress: JSON.stringify(progress, (_, value) => (isOddNumber(value) ? { number: String(value) } : value)),
    metadata: JSON.stringify(metadata),
  })
  putChecksum(bytes, hex(crc32(bytes)))
  return bytes
}

/** Reads what {@link writeCheckpoint} wrote. Throws {@link CheckpointError} when it is no checkpoint, or a damaged one. */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  const copy = bytes.slice()
  const written = putChecksum(copy, blank)
  if (written === undefined) {
    throw new CheckpointError(
      'readCheckpoint: the file has no checksum; wanted a checkpoint written by Trainer.checkpoint',
    )
  }
  const found = hex(crc32(copy))
  if (found !== written) {
    throw new CheckpointError(
      `readCheckpoint: the file's checksum is ${found} but it says ${written}; wanted an undamaged file; take an earlier checkpoint`,
    )
  }
  const { tensors, metadata } = readSafetensors(copy)
  if (metadata.format !== format) {
    throw new CheckpointError(
      `readCheckpoint: the file's format is ${metadata.format ?? 'not given'}; wanted ${format}`,
    )
  }
  const parts: Record<string, Map<string, Tensor>> = {}
  for (const [path, tensor] of tensors) {
    const cut = path.indexOf('/')
    const part = (parts[path.slice(0, cut)] ??= new Map<string, Tensor>())
    part.set(path.slice(cut + 1), tensor)
  }
  const revive = (_: string, value: unknown): unknown => (isNamedNumber(value) ? Number(value.number) : value)
  return { parts, progress: JSON.parse(metadata.progress, revive), metadata: JSON.parse(metadata.metadata) }
}

/** Overwrites the checksum's eight digits; returns those before, or undefined where there are none. */
function putChecksum(bytes: Uint8Array, digits: string): string | undefined {
  const mark = Array.from('"checksum":"', (letter) => letter.charCodeAt(0))
  const at = bytes.findIndex((byte, i) => byte === mark[0] && mark.every((code, k) => bytes[i + k] === code))
  if (at < 0) return undefined
  const place = bytes.subarray(at + mark.length, at + mark.length + digits.length)
  const before = String.fromCharCode(...place)
  place.set(Array.from(digits, (letter) => letter.charCodeAt(0)))
  return before
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(blank.length, '0')
}

function isOddNumber(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value)
}

function isNamedNumber(value: unknown): value is { number: string } {
  return typeof value === 'object' && value !== null && 'number' in value
}
