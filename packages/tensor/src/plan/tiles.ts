import type { Instruction } from './instruction.ts'
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
 * Gathers instructions that follow each other and compute image by image. What comes between them goes before them where it touches nothing
 * of theirs, as the packing of weights; else after them, unless one of them needs it, as the end of a sum over all images.
 */
export function tilesOf(instructions: readonly Instruction[], cache = CACHE): Tile[] {
  const tiles: Tile[] = []
  let open: Instruction[] = []
  // Bytes from image to image of what the open tile touches; undefined for what all images share, which is not whole before its end.
  let touched = new Map<Buffer, number | undefined>()
  let after: Instruction[] = []
  let awaited = new Set<Buffer>()
  const close = (): void => {
    if (open.length > 0) tiles.push(tileOf(open, cache))
    for (const instruction of after) tiles.push(aloneOf(instruction))
    open = []
    touched = new Map()
    after = []
    awaited = new Set()
  }
  for (const instruction of instructions) {
    const { images, apart, touches } = instruction
    if (!apart) {
      if (touches.some(({ buffer }) => touched.has(buffer) || awaited.has(buffer))) {
        after.push(instruction)
        for (const { buffer } of touches) awaited.add(buffer)
      } else tiles.push(aloneOf(instruction))
      continue
    }
    const inStep = touches.every(
      ({ buffer, imageStep }) =>
        !awaited.has(buffer) &&
        (!touched.has(buffer) || (imageStep !== undefined && touched.get(buffer) === imageStep)),
    )
    if (open.length > 0 && (open[0].images !== images || !inStep)) close()
    open.push(instruction)
    for (const { buffer, imageStep } of touches) touched.set(buffer, imageStep)
  }
  close()
  return tiles
}

function aloneOf(instruction: Instruction): Tile {
  return { instructions: [instruction], images: instruction.images, part: instruction.images }
}

function tileOf(instructions: readonly Instruction[], cache: number): Tile {
  const { images } = instructions[0]
  const bytes = new Map<Buffer, number>()
  for (const { touches } of instructions) {
    for (const { buffer, imageStep } of touches) if (imageStep !== undefined) bytes.set(buffer, Math.abs(imageStep))
  }
  const each = [...bytes.values()].reduce((sum, size) => sum + size, 0)
  const part = instructions.length > 1 ? Math.max(1, Math.floor(cache / Math.max(each, 1))) : images
  return { instructions, images, part: Math.min(part, images) }
}
