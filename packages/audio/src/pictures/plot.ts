import type { Axis } from './axis.ts'
import type { Grid } from './grid-image.ts'

/** A function drawn as a line: `values[i]` stands at the place i * step of the horizontal axis, which begins at 0. */
export interface Curve {
  values: Float32Array
  step: number
  /** Its colour, a level of `mapColor`. */
  level: number
}

/** What a picture shows, before it has a size. */
export interface Plot {
  /** In words, for those who do not see it. */
  title: string
  x: Axis
  y: Axis
  /** Values as colours, which fill the picture, or lines. */
  content: { grid: Grid } | { curves: readonly Curve[] }
}

/** Width and height: pixels of an image, units of an SVG, letters of a text. */
export interface Size {
  width: number
  height: number
}
