// Math.exp, Math.log and Math.sin differ between engines in the last bit; + - * / do not. These are made of the latter
// alone, so windows, filter banks and features are the same bits everywhere. Accurate to about one unit of float64.

const ln2High = 6.9314718036912381649e-1 // fdlibm's split: ln 2 = high + low, and k * high is exact for |k| < 2048
const ln2Low = 1.90821492927058770002e-10

/** The natural logarithm: ln x = k ln 2 + 2 artanh s, with x = 2^k (1 + s) / (1 - s), by the series of artanh. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return Math.log(x) // which needs no rounding
  let k = 0
  let y = x
  for (; y > 1.5; k++) y /= 2
  for (; y < 0.75; k--) y *= 2
  const s = (y - 1) / (y + 1)
  let sum = 0
  for (let n = 21; n > 0; n -= 2) sum = sum * s * s + 1 / n
  return k * ln2High + (2 * s * sum + k * ln2Low)
}

/** e to the x; results below 3.3e-308 become 0. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return x * Infinity // NaN stays one
  if (x < -708) return 0
  const k = Math.round(x * Math.LOG2E)
  const r = x - k * ln2High - k * ln2Low
  let sum = 1
  for (let i = 13; i > 0; i--) sum = 1 + r * sum * (1 / i)
  return 2 * (sum * 2 ** (k - 1)) // powers of two are exact in every engine
}

/** sin(2 pi t): the angle is given in turns. */
export function sinTurns(t: number): number {
  return turnOf(t)[1]
}

/** cos(2 pi t): the angle is given in turns. */
export function cosTurns(t: number): number {
  return turnOf(t)[0]
}

/**
 * exp(2 pi i t) as its parts, cosine and sine, by the series about the nearest quarter: the first term left out is below
 * 1e-19.
 */
export function turnOf(t: number): [number, number] {
  const part = t - Math.round(t)
  const quarters = Math.round(part * 4)
  const x = (2 * part - quarters / 2) * Math.PI
  let c = 1
  let s = 0
  for (let n = 18; n > 0; n--) {
    const next = 1 - (x * s) / n
    s = (x * c) / n
    c = next
  }
  for (let q = quarters & 3; q > 0; q--) [c, s] = [0 - s, c]
  return [c, s]
}
