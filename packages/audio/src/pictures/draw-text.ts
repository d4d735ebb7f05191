import { placeTicks } from './axis.ts'
import { drawArea, paper } from './draw-image.ts'
import { levels } from './grid-image.ts'
import type { Plot, Size } from './plot.ts'
import type { IndexedImage } from './png.ts'

const ramp = ' .:-=+*#%@'

/**
 * The picture with its axes in letters, `height` lines of at most `width`: with `colors` as half blocks in 24-bit
 * colour, two pixels to a letter; without them lighter values as denser letters.
 */
export function drawText(plot: Plot, { width, height }: Size, colors: boolean): string {
  const down = Math.max(1, height - 1)
  const yTicks = placeTicks(plot.y, down, 0, 2)
  const left = 1 + Math.max(0, ...yTicks.map(({ label }) => label.length))
  const across = Math.max(1, width - left)
  const area = drawArea(plot, { width: across, height: colors ? 2 * down : down })
  const labels = new Array<string>(down).fill('')
  for (const { at, label } of yTicks) labels[Math.min(down - 1, Math.max(0, Math.round(at - 0.5)))] = label
  const lines = labels.map((label, row) => {
    const line = colors ? halfBlocks(area, row) : letters(area, row, 'grid' in plot.content)
    return `${label.padStart(left - 1)} ${line}`
  })
  return [...lines, below(plot, left, across)].join('\n')
}

/** The labels of the horizontal axis. */
function below({ x }: Plot, left: number, across: number): string {
  let line = ''
  for (const { at, label } of placeTicks(x, left, left + across - 1, 8)) {
    const begin = Math.min(Math.round(at) - (label.length >> 1), left + across - label.length)
    line = `${line.padEnd(begin)}${label}`
  }
  return line
}

function letters({ width, pixels }: IndexedImage, row: number, values: boolean): string {
  const line = [...pixels.subarray(row * width, (row + 1) * width)].map((color) => {
    if (color === paper) return ' '
    return values ? ramp[Math.floor((color * ramp.length) / levels)]! : '#'
  })
  return line.join('').trimEnd()
}

/** A line of upper halves in the foreground's colour over the background's; paper is left as the terminal has it. */
function halfBlocks({ width, pixels, palette }: IndexedImage, row: number): string {
  const style = (ground: number, color: number): string =>
    color === paper ? `${ground + 9}` : `${ground + 8};2;${palette.subarray(3 * color, 3 * color + 3).join(';')}`
  let line = ''
  let before = ''
  for (let x = 0; x < width; x++) {
    const [upper, lower] = [pixels[2 * row * width + x]!, pixels[(2 * row + 1) * width + x]!]
    const [front, back] = upper === paper ? [lower, paper] : [upper, lower]
    const styles = `\u001b[${style(30, front)};${style(40, back)}m`
    line += (styles === before ? '' : styles) + (front === paper ? ' ' : upper === paper ? '▄' : '▀')
    before = styles
  }
  return `${line}\u001b[0m`
}
