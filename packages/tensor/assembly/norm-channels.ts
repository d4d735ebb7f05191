// What batch normalisation does once a channel, in float64 as the plain kernels do it. C is the exact number of channels.

/** scale = weight / sqrt(variance + eps), shift = bias - mean * scale */
export function normScale(
  C: i32,
  weight: usize,
  bias: usize,
  mean: usize,
  variance: usize,
  eps: f64,
  scale: usize,
  shift: usize,
): void {
  for (let end = (<usize>C) << 2, c: usize = 0; c < end; c += 4) {
    const factor = value(weight + c) / sqrt<f64>(value(variance + c) + eps)
    store<f32>(scale + c, <f32>factor)
    store<f32>(shift + c, <f32>(value(bias + c) - value(mean + c) * factor))
  }
}

/**
 * The factors of batchNormBackwardApply, and the gradients of weight and bias, out of the results of batchNormBackwardSums over `count` pixels.
 */
export function batchNormBackwardFactors(
  C: i32,
  count: i32,
  weight: usize,
  mean: usize,
  variance: usize,
  eps: f64,
  sums: usize,
  products: usize,
  a: usize,
  b: usize,
  c: usize,
  gradWeight: usize,
  gradBias: usize,
): void {
  for (let end = (<usize>C) << 2, i: usize = 0; i < end; i += 4) {
    const precision = 1 / (value(variance + i) + eps)
    const scale = value(weight + i) * sqrt<f64>(precision)
    const slope = (-scale * precision * value(products + i)) / <f64>count
    store<f32>(a + i, <f32>scale)
    store<f32>(b + i, <f32>slope)
    store<f32>(c + i, <f32>((-scale * value(sums + i)) / <f64>count - slope * value(mean + i)))
    store<f32>(gradWeight + i, <f32>(value(products + i) * sqrt<f64>(precision)))
    store<f32>(gradBias + i, load<f32>(sums + i))
  }
}

/** running += momentum * (batch - running) for mean and variance, a batch's variance times `unbias`. */
export function trackMoments(
  C: i32,
  mean: usize,
  variance: usize,
  runningMean: usize,
  runningVariance: usize,
  momentum: f64,
  unbias: f64,
): void {
  for (let end = (<usize>C) << 2, c: usize = 0; c < end; c += 4) {
    approach(runningMean + c, value(mean + c), momentum)
    approach(runningVariance + c, value(variance + c) * unbias, momentum)
  }
}

function approach(running: usize, wanted: f64, momentum: f64): void {
  const before = value(running)
  store<f32>(running, <f32>(before + momentum * (wanted - before)))
}

function value(pointer: usize): f64 {
  return <f64>load<f32>(pointer)
}
