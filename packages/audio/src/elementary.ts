// Math.exp, Math.log and Math.sin differ between engines in the last bit; + - * / do not. These are made of the latter
// alone, so windows, filter banks and features are the same bits everywhere. Accurate to about one unit of float64.

const ln2High = 6.9314718036912381649e-1 // fdlibm's split: ln 2 = high + low, and k * high is exact for |k| < 2048
const ln2Low = 1.90821492927058770002e-10

const scratch = /* @__PURE__ */ new Float64Array(1)
const words = /* @__PURE__ */ new Int32Array(scratch.buffer) // little-endian, as every JavaScript engine in use is
const powersOfTwo = /* @__PURE__ */ makePowersOfTwo()
const lowest = 0x3fe6b000 // the upper word of 0.709, near sqrt(1/2): then 1 is in the middle of its interval

/** 2^-1023 .. 2^1023, made by doubling. */
function makePowersOfTwo(): Float64Array {
  let power = 2 ** -1024
  return new Float64Array(2047).map(() => (power *= 2))
}

const cells = 128
const logTable = /* @__PURE__ */ makeLogTable()

/**
 * Of each of the intervals into which [0.709, 1.418) is cut: the number c in its middle, 1 / c and ln c, which is 2 artanh(t)
 * with t = (c - 1) / (c + 1), by the series of artanh.
 */
function makeLogTable(): Float64Array {
  const table = new Float64Array(3 * cells)
  for (let i = 0; i < cells; i++) {
    scratch[0] = 0
    words[1] = lowest + i * 8192 + 4096
    const c = scratch[0] // of few bits, so that m - c is exact
    const t = (c - 1) / (c + 1)
    let sum = 0
    for (let n = 27; n > 0; n -= 2) sum = 1 / n + t * t * sum
    table.set([c, 1 / c, 2 * t * sum], 3 * i)
  }
  return table
}

/**
 * The natural logarithm: x = 2^k m with m in [0.709, 1.418), ln m = ln c + ln(1 + r) with c from a table and
 * r = (m - c) / c, by Taylor's series: the first term left out is below 1e-20.
 * Source: Tang, Table-driven implementation of the logarithm function, ACM TOMS 16, 1990.
 */
export function log(x: number): number {
  if (!(x >= 2.2250738585072014e-308 && x < Infinity)) return logOfEdge(x)
  scratch[0] = x
  const place = words[1] - lowest
  const k = place >> 20
  const cell = 3 * ((place >> 13) & (cells - 1))
  const r = (x * powersOfTwo[1023 - k] - logTable[cell]) * logTable[cell + 1]
  const z = r * r
  const tail = z * (r * (1 / 3) - 1 / 2 + z * (r * (1 / 5) - 1 / 4 + z * (r * (1 / 7) - 1 / 6)))
  return k * ln2High + (logTable[cell + 2] + (r + (tail + k * ln2Low)))
}

function logOfEdge(x: number): number {
  if (x > 0 && x < 1) return log(x * 18014398509481984) - 54 * Math.LN2 // 2^54 lifts subnormal numbers
  return x === 0 ? -Infinity : x > 0 ? x : NaN
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
  const x = (r - nearest / 4) * 6.283185307179586
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
