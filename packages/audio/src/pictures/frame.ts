import { check } from '../check-options.ts'
import { placeTicks, type PlacedTick } from './axis.ts'
import type { Plot, Size } from './plot.ts'

/** Where the parts of a picture lie, from its upper left corner. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
  /** On the lower and on the left side. */
  xTicks: readonly PlacedTick[]
  yTicks: readonly PlacedTick[]
}

/**
 * The area of a picture of that size, and its ticks, where letters are so large. Throws a RangeError where no area is
 * left.
 */
export function frameOf({ x, y }: Plot, size: Size, letter: Size): Frame {
  const top = Math.ceil(letter.height * 0.6)
  const height = size.height - top - Math.ceil(letter.height * 1.9)
  const yTicks = placeTicks(y, top + height, top, letter.height * 1.15)
  const longest = Math.max(0, ...yTicks.map(({ label }) => label.length))
  const left = Math.ceil(longest * letter.width + letter.height)
  const width = size.width - left - Math.ceil(letter.width * 3.5)
  const is = `the picture is ${size.width} x ${size.height}`
  check('draw', width >= 1 && height >= 1, is, 'room for its axes and something between')
  return { left, top, width, height, xTicks: placeTicks(x, left, left + width, letter.width * 7), yTicks }
}
