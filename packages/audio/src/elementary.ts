// Math.exp, Math.log and Math.sin differ between engines in the last bit; + - * / do not. These are made of the latter
// alone, so windows, filter banks and features are the same bits everywhere. Accurate to about one unit of float64.

const ln2High = 6.9314718036912381649e-1 // fdlibm's split: ln 2 = high + low, and k * high is exact for |k| < 2048
const ln2Low = 1.90821492927058770002e-10

const scratch = /* @__PURE__ */ new Float64Array(1)
const words = /* @__PURE__ */ new Int32Array(scratch.buffer) // little-endian, as every JavaScript engine in use is
const powersOfTwo = /* @__PURE__ */ makePowersOfTwo()

/** 2^-1023 .. 2^1023, made by doubling. */
function makePowersOfTwo(): Float64Array {
  const powers = new Float64Array(2047)
  powers[0] = 2 ** -1023
  for (let i = 1; i < powers.length; i++) powers[i] = 2 * powers[i - 1]
  return powers
}

/** The natural logarithm: ln x = k ln 2 + 2 artanh(f / (2 + f)) with x = 2^k (1 + f), by the series of artanh. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN
  if (x < 2.2250738585072014e-308) return log(x * 18014398509481984) - 54 * Math.LN2 // 2^54 lifts subnormal numbers
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
  const r = t - Math.round(t)
  const quarter = Math.round(r * 4)
  const x = (r - quarter / 4) * 6.283185307179586
  if (quarter === 0) return sine(x)
  if (quarter === 1) return cosine(x)
  if (quarter === -1) return -cosine(x)
  return -sine(x)
}

/** cos(2 pi t): the angle is given in turns. */
export function cosTurns(t: number): number {
  const r = t - Math.round(t)
  const quarter = Math.round(r * 4)
  const x = (r - quarter / 4) * 6.283185307179586
  if (quarter === 0) return cosine(x)
  if (quarter === 1) return -sine(x)
  if (quarter === -1) return sine(x)
  return -cosine(x)
}

/** Taylor series, |x| <= pi / 4: the first term left out is below 1e-19. */
function sine(x: number): number {
  const z = x * x
  let sum = 1
  for (let n = 16; n > 0; n -= 2) sum = 1 - (z * sum) / (n * (n + 1))
  return x * sum
}

/** Taylor series, |x| <= pi / 4: the first term left out is below 1e-20. */
function cosine(x: number): number {
  const z = x * x
  let sum = 1
  for (let n = 18; n > 0; n -= 2) sum = 1 - (z * sum) / (n * (n - 1))
  return sum
}
