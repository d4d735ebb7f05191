// Math.exp, Math.log and Math.sin differ between engines in the last bit; + - * / do not. These are made of the latter
// alone, so windows, filter banks and features are the same bits everywhere. Accurate to about one unit of float64.

const ln2High = 6.9314718036912381649e-1 // fdlibm's split: ln 2 = high + low, and k * high is exact for |k| < 2048
const ln2Low = 1.90821492927058770002e-10

const scratch = /* @__PURE__ */ new Float64Array(1)
const words = /* @__PURE__ */ new Int32Array(scratch.buffer) // little-endian, as every JavaScript engine in use is
const powersOfTwo = /* @__PURE__ */ makePowersOfTwo()

/** 2^-1023 .. 2^1023, made by doubling. */
function makePowersOfTwo(): Float64Array {
  let power = 2 ** -1024
  return new Float64Array(2047).map(() => (power *= 2))
}

/** The natural logarithm: ln x = k ln 2 + 2 artanh(f / (2 + f)) with x = 2^k (1 + f), by the series of artanh. */
export function log(x: number): number {
  if (!(x >= 2.2250738585072014e-308 && x < Infinity)) {
    // 2^54 lifts subnormal numbers; of the others the logarithm is none that could be rounded.
    return x > 0 && x < 1 ? log(x * 18014398509481984) - 54 * Math.LN2 : Math.log(x)
  }
  scratch[0] = x
  const k = (words[1] - 0x3fe6a09e) >> 20 // so that 1 + f lies between sqrt(1/2) and sqrt(2), without a branch
  const f = x * powersOfTwo[1023 - k] - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (1 / 5 + w * (1 / 9 + w * (1 / 13 + w * (1 / 17 + w * (1 / 21)))))
  const odd = z * (1 / 3 + w * (1 / 7 + w * (1 / 11 + w * (1 / 15 + w * (1 / 19)))))
  return k * ln2High + (2 * s + (2 * s * (odd + even) + k * ln2Low))
}

/** e to the x; results below 2.3e-308 become 0. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return x * Infinity // NaN stays one
  if (x < -708) return 0
  const k = Math.round(x * Math.LOG2E)
  const r = x - k * ln2High - k * ln2Low
  let sum = 1
  for (let i = 14; i > 0; i--) sum = 1 + (r * sum) / i
  return 2 * (sum * powersOfTwo[1022 + k])
}

/** sin(2 pi t): the angle is given in turns. */
export function sinTurns(t: number): number {
  return cosQuarters(t, -1)
}

/** cos(2 pi t): the angle is given in turns. */
export function cosTurns(t: number): number {
  return cosQuarters(t, 0)
}

/** cos(2 pi (t + more / 4)), by Taylor series about the nearest quarter: the first term left out is below 1e-19. */
function cosQuarters(t: number, more: number): number {
  const r = t - Math.round(t)
  const nearest = Math.round(r * 4)
  const x = (2 * r - nearest / 2) * Math.PI
  const quarters = nearest + more
  const size = quarters & 1 ? x * alternating(x * x, 16, 1) : alternating(x * x, 18, -1)
  return (quarters + 1) & 2 ? -size : size
}

/** 1 - z / (2 (2 + next)) (1 - z / (4 (4 + next)) (1 - ...)), up to n: cosine of x with z = x^2, or sine over x. */
function alternating(z: number, n: number, next: number): number {
  let sum = 1
  for (; n > 0; n -= 2) sum = 1 - (z * sum) / (n * (n + next))
  return sum
}
