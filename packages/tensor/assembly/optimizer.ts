// Steps of optimisers over n floats, two at a time in float64 and rounded where the plain ones (src/updates) store: the bits are theirs. The
// learning rates lie in memory, as float64, because they change from step to step.

/** sgdStep: p -= lr (g + weightDecay p). rates: [lr] */
export function sgdStep(n: i32, p: usize, g: usize, rates: usize, weightDecay: f64): void {
  const lr = v128.load64_splat(rates)
  const decay = f64x2.splat(weightDecay)
  for (; n > 0; n -= 2, p += 8, g += 8) {
    const parameter = loadPair(p)
    const slope = f64x2.add(loadPair(g), f64x2.mul(decay, parameter))
    storePair(p, f64x2.sub(parameter, f64x2.mul(lr, slope)), n)
  }
}

/** momentumStep: v = momentum v + slope, p -= lr v, or lr (slope + momentum v) with nesterov 1; slope = g + weightDecay p. rates: [lr] */
export function momentumStep(
  n: i32,
  p: usize,
  g: usize,
  v: usize,
  rates: usize,
  momentum: f64,
  nesterov: i32,
  weightDecay: f64,
): void {
  const lr = v128.load64_splat(rates)
  const kept = f64x2.splat(momentum)
  const decay = f64x2.splat(weightDecay)
  for (; n > 0; n -= 2, p += 8, g += 8, v += 8) {
    const parameter = loadPair(p)
    const slope = f64x2.add(loadPair(g), f64x2.mul(decay, parameter))
    const velocity = rounded(f64x2.add(f64x2.mul(kept, loadPair(v)), slope))
    const step = nesterov ? f64x2.add(slope, f64x2.mul(kept, velocity)) : velocity
    storePair(v, velocity, n)
    storePair(p, f64x2.sub(parameter, f64x2.mul(lr, step)), n)
  }
}

/**
 * adamStep: p times 1 - lr decoupledDecay; slope = g + weightDecay p; m and v move towards slope and its square; p -= rate m / (sqrt(v) / correction + eps).
 * rates: [lr, rate = lr / (1 - beta1^t), correction = sqrt(1 - beta2^t)]
 */
export function adamStep(
  n: i32,
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  rates: usize,
  beta1: f64,
  beta2: f64,
  eps: f64,
  weightDecay: f64,
  decoupledDecay: f64,
): void {
  const kept = f64x2.splat(1 - load<f64>(rates) * decoupledDecay)
  const rate = v128.load64_splat(rates, 8)
  const correction = v128.load64_splat(rates, 16)
  for (; n > 0; n -= 2, p += 8, g += 8, m += 8, v += 8) {
    const parameter = rounded(f64x2.mul(loadPair(p), kept))
    const slope = f64x2.add(loadPair(g), f64x2.mul(f64x2.splat(weightDecay), parameter))
    const scaled = f64x2.mul(f64x2.splat(1 - beta2), slope)
    const mean = rounded(
      f64x2.add(f64x2.mul(f64x2.splat(beta1), loadPair(m)), f64x2.mul(f64x2.splat(1 - beta1), slope)),
    )
    const square = rounded(f64x2.add(f64x2.mul(f64x2.splat(beta2), loadPair(v)), f64x2.mul(scaled, slope)))
    const size = f64x2.add(f64x2.div(f64x2.sqrt(square), correction), f64x2.splat(eps))
    storePair(m, mean, n)
    storePair(v, square, n)
    storePair(p, f64x2.sub(parameter, f64x2.div(f64x2.mul(rate, mean), size)), n)
  }
}

function loadPair(x: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(x))
}

function rounded(pair: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(pair))
}

/** Writes a pair as float32, only its first if but one is left. */
function storePair(to: usize, pair: v128, left: i32): void {
  const floats = f32x4.demote_f64x2_zero(pair)
  if (left > 1) v128.store64_lane(to, floats, 0)
  else v128.store32_lane(to, floats, 0)
}
