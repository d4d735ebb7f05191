import { Tensor, type Rng, type Shape } from '@m3net/tensor'

// As torch.nn.init. A weight is [outputs, inputs / groups, ...kernel], so the fan of a depthwise kernel is its taps alone.

/** How many inputs reach one output through a weight of this shape: inputs / groups times kernel taps. */
export function fanIn(shape: Shape): number {
  return shape.slice(1).reduce((product, length) => product * length, 1)
}

/** How many outputs one input reaches: outputs times kernel taps. */
export function fanOut(shape: Shape): number {
  return shape.slice(2).reduce((product, length) => product * length, shape[0])
}

/** Numbers uniform in [low, high). */
export function uniform(shape: Shape, low: number, high: number, rng: Rng): Tensor {
  return fill(shape, () => rng.uniform(low, high))
}

/** Normal numbers. */
export function normal(shape: Shape, mean: number, deviation: number, rng: Rng): Tensor {
  return fill(shape, () => rng.normal(mean, deviation))
}

export interface KaimingOptions {
  rng: Rng
  /** Slope of the leaky rectifier that follows: 0 for relu, the default. */
  a?: number
  /** Keep the variance of activations (`in`, the default) or of gradients (`out`). */
  fan?: 'in' | 'out'
}

/** Uniform with variance 2 / ((1 + a^2) fan) (He et al. 2015, eq. 10 and 15). */
export function kaimingUniform(shape: Shape, options: KaimingOptions): Tensor {
  const bound = Math.sqrt(3) * kaimingDeviation(shape, options)
  return uniform(shape, -bound, bound, options.rng)
}

/** Normal with variance 2 / ((1 + a^2) fan) (He et al. 2015, eq. 10 and 15). */
export function kaimingNormal(shape: Shape, options: KaimingOptions): Tensor {
  return normal(shape, 0, kaimingDeviation(shape, options), options.rng)
}

/** Uniform with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010, eq. 16). */
export function xavierUniform(shape: Shape, { rng, gain = 1 }: { rng: Rng; gain?: number }): Tensor {
  const bound = gain * Math.sqrt(6 / (fanIn(shape) + fanOut(shape)))
  return uniform(shape, -bound, bound, rng)
}

/** Normal with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010, eq. 12). */
export function xavierNormal(shape: Shape, { rng, gain = 1 }: { rng: Rng; gain?: number }): Tensor {
  return normal(shape, 0, gain * Math.sqrt(2 / (fanIn(shape) + fanOut(shape))), rng)
}

/** torch's default for the weight of a linear or convolutional layer: uniform within 1 / sqrt(fanIn). */
export function defaultWeight(shape: Shape, rng: Rng): Tensor {
  return kaimingUniform(shape, { rng, a: Math.sqrt(5) })
}

/** torch's default for the bias beside a weight of `shape`: uniform within 1 / sqrt(fanIn). [outputs] */
export function defaultBias(shape: Shape, rng: Rng): Tensor {
  const bound = 1 / Math.sqrt(fanIn(shape))
  return uniform([shape[0]], -bound, bound, rng)
}

function kaimingDeviation(shape: Shape, { a = 0, fan = 'in' }: KaimingOptions): number {
  return Math.sqrt(2 / ((1 + a * a) * (fan === 'in' ? fanIn(shape) : fanOut(shape))))
}

function fill(shape: Shape, draw: () => number): Tensor {
  const tensor = Tensor.zeros(shape)
  for (let i = 0; i < tensor.data.length; i++) tensor.data[i] = draw()
  return tensor
}
