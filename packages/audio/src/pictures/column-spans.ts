import type { Axis } from './axis.ts'
import type { Curve } from './plot.ts'

/**
 * The lowest and the highest value that a curve takes within each of so many equally wide columns, values between its points
 * being interpolated, so that the columns of a line touch. What is not finite is skipped; a column of nothing else is NaN.
 */
export function columnSpans(
  { values, step }: Curve,
  axis: Axis,
  columns: number,
): { low: Float64Array; high: Float64Array } {
  const low = new Float64Array(columns).fill(NaN)
  const high = new Float64Array(columns).fill(NaN)
  const perColumn = 1 / axis.place(step) / columns
  for (let column = 0; column < columns; column++) {
    const from = column * perColumn
    const to = from + perColumn
    const take = (value: number): void => {
      if (!Number.isFinite(value)) return
      if (!(low[column]! <= value)) low[column] = value
      if (!(high[column]! >= value)) high[column] = value
    }
    take(valueAt(values, from))
    for (let i = Math.ceil(from); i <= to && i < values.length; i++) take(values[i]!)
    take(valueAt(values, to))
  }
  return { low, high }
}

function valueAt(values: Float32Array, place: number): number {
  const last = values.length - 1
  const i = Math.min(Math.floor(place), last)
  const share = Math.min(place - i, 1)
  const next = values[Math.min(i + 1, last)]!
  return share === 0 ? values[i]! : values[i]! + share * (next - values[i]!)
}
