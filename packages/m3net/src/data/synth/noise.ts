import type { Rng } from '@m3net/tensor'
import { power, sine, synthRate } from './oscillator.ts'

/** Uniform white noise in [-1, 1). */
export const whiteNoise = (n: number, rng: Rng): Float32Array =>
  Float32Array.from({ length: n }, () => rng.uniform(-1, 1))

/**
 * White noise through a resonance at `centre` Hz, `width` Hz wide: y[t] = x[t] + 2 r cos(w) y[t-1] - r^2 y[t-2]
 * (Smith, Introduction to Digital Filters, section on two-pole filters; r = 1 - pi width / rate).
 */
export function bandNoise(
  n: number,
  { centre, width, rng }: { centre: number; width: number; rng: Rng },
): Float32Array {
  const r = 1 - (Math.PI * width) / synthRate
  const cosine = sine((2 * Math.PI * centre) / synthRate + Math.PI / 2)
  let [before, beforeThat] = [0, 0]
  return whiteNoise(n, rng).map((x) => {
    const y = Math.fround(x + 2 * r * cosine * before - r * r * beforeThat)
    beforeThat = before
    before = y
    return y
  })
}

/**
 * Background noise of a random colour: white noise, leaky sums of it (red) or differences (blue), mixed at random, so that a
 * clip's long-term spectrum says as much about its background as about its class.
 */
export function colouredNoise(n: number, rng: Rng): Float32Array {
  const leak = 1 - power(10, rng.uniform(-2.5, -0.5))
  const tilt = rng.uniform(-0.9, 1)
  let [sum, last] = [0, 0]
  return whiteNoise(n, rng).map((x) => {
    sum = Math.fround(leak * sum + x)
    const blue = x - last
    last = x
    return tilt < 0 ? x + tilt * (x - blue) : (1 - tilt) * x + tilt * sum
  })
}
