import { grad, valueAndGrad } from './grad.ts'
import { mul } from './ops/elementwise.ts'
import { sum } from './ops/reduce.ts'
import { Rng } from './random.ts'
import { sameShape, ShapeError, show } from './shape.ts'
import { Tensor } from './tensor.ts'

/** A gradient, or values, that are not what they should be. */
export class CheckError extends Error {
  override name = 'CheckError'
}

export interface Tolerance {
  /** Share of the expected value's size. */
  relative?: number
  /** Added to it. */
  absolute?: number
  /** What the message calls the actual values. */
  name?: string
}

/**
 * Throws {@link CheckError} unless |actual - expected| <= absolute + relative |expected| for every element; the message names the
 * worst. NaN equals NaN. Returns the largest |actual - expected| / max(1, |expected|).
 */
export function expectClose(actual: Tensor, expected: Tensor, tolerance: Tolerance = {}): number {
  const { relative = 1e-5, absolute = 1e-7, name = 'actual' } = tolerance
  if (!sameShape(actual.shape, expected.shape)) {
    throw new ShapeError(`expectClose: ${name} is ${show(actual.shape)}; wanted the expected ${show(expected.shape)}`)
  }
  const [a, b] = [actual.contiguous().data, expected.contiguous().data]
  let [worst, excess, error] = [-1, 0, 0]
  for (let i = 0; i < a.length; i++) {
    if (Object.is(a[i], b[i]) || a[i] === b[i]) continue
    const difference = Math.abs(a[i] - b[i])
    // A NaN, or a miss where there is no tolerance, is beyond everything.
    const ratio = difference / (absolute + relative * Math.abs(b[i]))
    const beyond = Number.isNaN(ratio) ? Infinity : ratio
    if (beyond > 1 && beyond > excess) [worst, excess] = [i, beyond]
    error = Math.max(error, difference / Math.max(1, Math.abs(b[i])))
  }
  if (worst < 0) return error
  const place = show(positionOf(worst, expected.shape))
  throw new CheckError(
    `expectClose: ${name}${place} is ${a[worst]}; wanted ${b[worst]} within ${absolute} + ${relative} of it, the worst of ${a.length} elements`,
  )
}

function positionOf(index: number, shape: readonly number[]): number[] {
  const position = new Array<number>(shape.length)
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    position[axis] = index % shape[axis]
    index = Math.floor(index / shape[axis])
  }
  return position
}

export interface CheckGradOptions {
  /** 2 checks the gradients of the gradient too. */
  order?: 1 | 2
  /** Random directions for inputs of more than `elements` elements; the others are checked element by element. */
  directions?: number
  elements?: number
  /** Step of the central difference; (machine epsilon)^(1/3) of the inputs' element type when left out. */
  step?: number
  relative?: number
  absolute?: number
  rng?: Rng
}

/**
 * Checks the gradient of <v, f(...inputs)>, v drawn at random, against central differences: for small inputs element by element, and
 * for all in random directions. Throws {@link CheckError} that names the input. Returns the largest error seen, relative to max(1, |difference|).
 * The tolerances of float64 inputs are 1e-6 when left out, those of float32 1e-2.
 */
export function checkGrad(
  f: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: CheckGradOptions = {},
): number {
  const rng = options.rng ?? new Rng('checkGrad')
  const settings = { ...defaults(inputs), ...options }
  const v = randomLike(f(...inputs), rng)
  const scalar = (...xs: Tensor[]): Tensor => sum(mul(f(...xs), v))
  const first = checkScalar('the derivative', scalar, inputs, settings, rng)
  if (options.order !== 2) return first
  const weights = inputs.map((x) => randomLike(x, rng))
  const ofGradient = (...xs: Tensor[]): Tensor => {
    const leaves = xs.map((x) => (x.tracked ? x : x.track()))
    const slopes = grad(scalar(...leaves), leaves, { differentiable: true })
    return slopes.map((g, i) => sum(mul(g, weights[i]))).reduce((a, b) => a.add(b))
  }
  return Math.max(first, checkScalar('the second derivative', ofGradient, inputs, settings, rng))
}

function checkScalar(
  what: string,
  f: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  settings: Settings,
  rng: Rng,
): number {
  const { gradients } = valueAndGrad(f, inputs)
  let worst = 0
  inputs.forEach((x, i) => {
    for (const direction of directions(x, settings, rng)) {
      const slope = sum(mul(gradients[i], direction)).item()
      const wanted = difference(f, inputs, i, direction, settings.step)
      const error = Math.abs(slope - wanted)
      worst = Math.max(worst, error / Math.max(1, Math.abs(wanted)))
      if (error <= settings.absolute + settings.relative * Math.abs(wanted)) continue
      throw new CheckError(`checkGrad: ${what} by input ${i} is ${slope}; wanted ${wanted}, the central difference`)
    }
  })
  return worst
}

type Settings = Required<Pick<CheckGradOptions, 'directions' | 'elements' | 'step' | 'relative' | 'absolute'>>

function defaults(inputs: readonly Tensor[]): Settings {
  const double = inputs.every((x) => x.dtype === 'float64')
  const tolerance = double ? 1e-6 : 1e-2
  return { directions: 3, elements: 24, step: double ? 6e-6 : 5e-3, relative: tolerance, absolute: tolerance }
}

function randomLike(x: Tensor, rng: Rng): Tensor {
  const v = Tensor.zeros(x.shape, x.dtype)
  for (let i = 0; i < v.data.length; i++) v.data[i] = rng.normal()
  return v
}

function* directions(x: Tensor, { directions, elements }: Settings, rng: Rng): Generator<Tensor> {
  for (let i = 0; i < directions && x.size > 0; i++) yield randomLike(x, rng)
  for (let i = 0; i < x.size && x.size <= elements; i++) {
    const one = Tensor.zeros(x.shape, x.dtype)
    one.data[i] = 1
    yield one
  }
}

/** (f(x + step d) - f(x - step d)) / (2 step) */
function difference(
  f: (...xs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  index: number,
  direction: Tensor,
  step: number,
): number {
  const [up, down] = [step, -step].map((by) => {
    const moved = inputs[index].detach().add(direction.mul(by))
    return f(...inputs.map((x, i) => (i === index ? moved : x))).item()
  })
  return (up - down) / (2 * step)
}
