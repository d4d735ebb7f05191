export interface Point {
  readonly x: number
  readonly y: number
}

/** y = start + slope x. */
export interface Line {
  readonly start: number
  readonly slope: number
}

/** The line with the least squares of relative errors: a point counts alike whether it is high or low. */
export function fitLine(points: readonly Point[]): Line {
  const sum = (f: (point: Point) => number): number => points.reduce((total, p) => total + f(p) / p.y ** 2, 0)
  const [n, x, y, xx, xy] = [
    sum(() => 1),
    sum((p) => p.x),
    sum((p) => p.y),
    sum((p) => p.x ** 2),
    sum((p) => p.x * p.y),
  ]
  const slope = (n * xy - x * y) / (n * xx - x * x)
  return { slope, start: (y - slope * x) / n }
}

export function at({ start, slope }: Line, x: number): number {
  return start + slope * x
}

/** Where points bend: the lines before and after, which share the point at x. */
export interface Bend {
  x: number
  before: Line
  after: Line
}

/** A bend is one when slopes differ by a quarter, and two lines leave less than a third of the squares of relative errors of one. */
const SLOPES = 1.25
const SQUARES = 1 / 3

/** The clearest bend of points in the order of x, at least three of them on each side; undefined where they lie on a line. */
export function findBend(points: readonly Point[]): Bend | undefined {
  let best: (Bend & { error: number }) | undefined
  for (let k = 2; k < points.length - 2; k++) {
    const [first, second] = [points.slice(0, k + 1), points.slice(k)]
    const [before, after] = [fitLine(first), fitLine(second)]
    const error = errorOf(first, before) + errorOf(second, after)
    if (!best || error < best.error) best = { x: points[k]!.x, before, after, error }
  }
  if (!best || best.error > SQUARES * errorOf(points, fitLine(points))) return undefined
  const ratio = best.after.slope / best.before.slope
  return ratio > SLOPES || ratio < 1 / SLOPES ? best : undefined
}

/** Sum of squared relative errors. */
function errorOf(points: readonly Point[], line: Line): number {
  return points.reduce((sum, { x, y }) => sum + (at(line, x) / y - 1) ** 2, 0)
}
