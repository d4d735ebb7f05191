import type { Axis } from './axis.ts'
import type { Curve } from './plot.ts'

/**
 * The lowest and the highest value that a curve takes within each of so many equally wide columns, values between its points
 * being interpolated, so that the columns of a line touch. What is not finite is skipped; a column of nothing else is NaN.
 */
export function columnSpans({ values, step }: Curve, axis: Axis, columns: number): [low: number, high: number][] {
  const perColumn = 1 / axis.place(step) / columns
  return Array.from({ length: columns }, (_, column) => {
    const from = column * perColumn
    const to = from + perColumn
    let low = NaN
    let high = NaN
    // Both ends, and the points between them.
    for (let i = Math.ceil(from) - 1; i <= to + 1; i++) {
      const value = valueAt(values, Math.min(Math.max(i, from), to))
      if (!Number.isFinite(value)) continue
      if (!(low <= value)) low = value
      if (!(high >= value)) high = value
    }
    return [low, high]
  })
}

function valueAt(values: Float32Array, place: number): number {
  const at = Math.min(place, values.length - 1)
  const i = Math.floor(at)
  return i === at ? values[i]! : values[i]! + (at - i) * (values[i + 1]! - values[i]!)
}
