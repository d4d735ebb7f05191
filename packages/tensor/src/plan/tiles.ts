import { isPointer, type Instruction } from './instruction.ts'
import type { Buffer } from './memory.ts'

/** Instructions that run one after the other for a few images, then for the next few: what one leaves in the cache the next finds there. */
export interface Tile {
  readonly instructions: readonly Instruction[]
  readonly images: number
  /** Images at a time. */
  readonly part: number
}

/** What a tile may touch at a time, in bytes: half of a usual second-level cache. */
const CACHE = 512 * 1024

/**
 * Gathers instructions that follow each other and compute image by image. What comes between them and touches nothing of theirs goes before
 * them: the packing of weights.
 */
export function tilesOf(instructions: readonly Instruction[]): Tile[] {
  const tiles: Tile[] = []
  let open: Instruction[] = []
  let touched = new Set<Buffer>()
  // What all images of the open tile share, such as sums, is not whole before its end.
  let shared = new Set<Buffer>()
  const close = (): void => {
    if (open.length > 0) tiles.push(tileOf(open))
    open = []
    touched = new Set()
    shared = new Set()
  }
  for (const instruction of instructions) {
    const { images, apart, touches } = instruction
    if (!apart) {
      if (touches.some((buffer) => touched.has(buffer))) close()
      tiles.push({ instructions: [instruction], images, part: images })
      continue
    }
    if (open.length > 0 && (open[0].images !== images || touches.some((buffer) => shared.has(buffer)))) close()
    open.push(instruction)
    for (const buffer of touches) touched.add(buffer)
    for (const argument of instruction.args) {
      if (isPointer(argument) && argument.imageStep === undefined) shared.add(argument.buffer)
    }
  }
  close()
  return tiles
}

function tileOf(instructions: readonly Instruction[]): Tile {
  const { images } = instructions[0]
  const bytes = new Map<Buffer, number>()
  for (const { args } of instructions) {
    for (const argument of args) {
      if (!isPointer(argument) || argument.imageStep === undefined) continue
      bytes.set(argument.buffer, Math.max(bytes.get(argument.buffer) ?? 0, Math.abs(argument.imageStep)))
    }
  }
  const each = [...bytes.values()].reduce((sum, size) => sum + size, 0)
  const part = instructions.length > 1 ? Math.max(1, Math.floor(CACHE / each)) : images
  return { instructions, images, part: Math.min(part, images) }
}
