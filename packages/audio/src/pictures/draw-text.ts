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
  const yTicks = placeTicks(plot.y, down, 2)
  const left = 1 + Math.max(0, ...yTicks.map(({ label }) => label.length))
  const across = Math.max(1, width - left)
  const area = drawArea(plot, { width: across, height: colors ? 2 * down : down })
  const lines = Array.from({ length: down }, (_, row) =>
    colors ? halfBlocks(area, row) : letters(area, row, 'grid' in plot.content),
  )
  const margin = lines.map(() => ' '.repeat(left))
  for (const { at, label } of yTicks)
    margin[Math.min(down - 1, Math.max(0, Math.round(down - at - 0.5)))] = `${label.padStart(left - 1)} `
  return [...lines.map((line, row) => margin[row]! + line), below(plot, left, across)].join('\n')
}

/** The labels of the horizontal axis. */
function below({ x }: Plot, left: number, across: number): string {
  let line = ''
  for (const { at, label } of placeTicks(x, across - 1, 8)) {
    const begin = Math.min(left + Math.round(at) - (label.length >> 1), left + across - label.length)
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
  const rgb = (color: number): string => palette.subarray(3 * color, 3 * color + 3).join(';')
  let line = ''
  let before = ''
  for (let x = 0; x < width; x++) {
    const [upper, lower] = [pixels[2 * row * width + x]!, pixels[(2 * row + 1) * width + x]!]
    const [front, back] = upper === paper ? [lower, paper] : [upper, lower]
    const style = `\u001b[${front === paper ? 39 : `38;2;${rgb(front)}`};${back === paper ? 49 : `48;2;${rgb(back)}`}m`
    line += (style === before ? '' : style) + (front === paper ? ' ' : upper === paper ? '▄' : '▀')
    before = style
  }
  return `${line}\u001b[0m`
}
