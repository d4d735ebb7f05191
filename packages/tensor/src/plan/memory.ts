/** A piece of a plan's linear memory. It is touched by instructions; between the first and the last of them it is nobody else's. */
export interface Buffer {
  readonly bytes: number
  /** Kept over the whole run: arguments, state from outside, constants, results. */
  kept: boolean
  /** First and last instruction that touches it. */
  first: number
  last: number
  /** Where it lies, in bytes; assigned when the plan is whole. */
  offset: number
}

/** A place in a buffer. */
export interface Pointer {
  readonly buffer: Buffer
  readonly byte: number
  /** Bytes from one image of a batch to the next; NaN where they do not follow each other. */
  readonly imageStep?: number
}

/** Vectors end on this many bytes; kernels may read as far beyond the end of an array. */
const ALIGNMENT = 64

export function makeBuffer(bytes: number, kept = false): Buffer {
  return { bytes: (Math.ceil(bytes / ALIGNMENT) + 1) * ALIGNMENT, kept, first: Infinity, last: -1, offset: 0 }
}

export function pointer(buffer: Buffer, elements = 0): Pointer {
  return { buffer, byte: elements * 4 }
}

/**
 * Gives every buffer its offset from `start` on, so that no two lie over each other while both are in use: the largest first, each at the
 * lowest place that is free as long as it lives. Returns the end of them all.
 */
export function assignOffsets(buffers: readonly Buffer[], start: number): number {
  const placed: Buffer[] = []
  let end = start
  const used = buffers.filter(({ kept, last }) => kept || last >= 0)
  for (const buffer of used.sort((a, b) => Number(b.kept) - Number(a.kept) || b.bytes - a.bytes)) {
    let offset = start
    for (const other of placed) {
      if (!overlapInTime(buffer, other)) continue
      if (offset + buffer.bytes <= other.offset) break
      offset = Math.max(offset, other.offset + other.bytes)
    }
    buffer.offset = offset
    end = Math.max(end, offset + buffer.bytes)
    const at = placed.findIndex((other) => other.offset > offset)
    placed.splice(at < 0 ? placed.length : at, 0, buffer)
  }
  return end
}

function overlapInTime(a: Buffer, b: Buffer): boolean {
  return a.kept || b.kept || (a.first <= b.last && b.first <= a.last)
}
