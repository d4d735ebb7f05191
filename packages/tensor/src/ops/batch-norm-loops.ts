import type { Data } from '../tensor.ts'

// The plain kernels of batch normalisation over x [N, C, ...], a plane (the elements of one channel of one item) at a time.
// `moments` [2, C] holds means, then variances. Sums are accumulated in float64.

/** moments = mean and population variance of each channel */
export function momentsLoop(moments: Data, x: Data, N: number, C: number): void {
  const length = x.length / (N * C)
  const totals = new Float64Array(2 * C)
  for (let plane = 0; plane < N * C; plane++) totals[plane % C] += planeSum(x, plane * length, length) / (N * length)
  for (let plane = 0; plane < N * C; plane++) {
    totals[C + (plane % C)] += planeSquares(x, plane * length, length, totals[plane % C]) / (N * length)
  }
  moments.set(totals)
}

/** y = (x - mean) / sqrt(variance + eps) * weight + bias */
export function normaliseLoop(y: Data, x: Data, weight: Data, bias: Data, moments: Data, N: number, eps: number): void {
  const C = weight.length
  const length = x.length / (N * C)
  for (let plane = 0; plane < N * C; plane++) {
    const c = plane % C
    const scale = weight[c] / Math.sqrt(moments[C + c] + eps)
    scaleShift(y, x, plane * length, length, scale, bias[c] - moments[c] * scale)
  }
}

/** y [C] = sum of x over everything but the channels */
export function channelSumLoop(y: Data, x: Data, N: number): void {
  const C = y.length
  const length = x.length / (N * C)
  const totals = new Float64Array(C)
  for (let plane = 0; plane < N * C; plane++) totals[plane % C] += planeSum(x, plane * length, length)
  y.set(totals)
}

/** y [C] = sum of g times the standardised x */
export function weightGradLoop(y: Data, g: Data, x: Data, moments: Data, N: number, eps: number): void {
  const C = y.length
  const length = x.length / (N * C)
  const totals = new Float64Array(C)
  for (let plane = 0; plane < N * C; plane++)
    totals[plane % C] += planeProduct(g, x, plane * length, length, moments[plane % C])
  for (let c = 0; c < C; c++) y[c] = totals[c] / Math.sqrt(moments[C + c] + eps)
}

/** y = weight / deviation * (g - mean(g) - x' mean(g x')), x' the standardised x */
export function inputGradLoop(y: Data, g: Data, x: Data, weight: Data, moments: Data, N: number, eps: number): void {
  const C = weight.length
  const length = x.length / (N * C)
  const sums = new Float64Array(C)
  const products = new Float64Array(C)
  for (let plane = 0; plane < N * C; plane++) {
    sums[plane % C] += planeSum(g, plane * length, length)
    products[plane % C] += planeProduct(g, x, plane * length, length, moments[plane % C])
  }
  for (let plane = 0; plane < N * C; plane++) {
    const c = plane % C
    const precision = 1 / (moments[C + c] + eps)
    const scale = weight[c] * Math.sqrt(precision)
    const slope = (-scale * precision * products[c]) / (N * length)
    combine(y, g, x, plane * length, length, scale, slope, (-scale * sums[c]) / (N * length) - slope * moments[c])
  }
}

function planeSum(x: Data, start: number, length: number): number {
  let total = 0
  for (let i = start; i < start + length; i++) total += x[i]
  return total
}

function planeSquares(x: Data, start: number, length: number, mean: number): number {
  let total = 0
  for (let i = start; i < start + length; i++) total += (x[i] - mean) * (x[i] - mean)
  return total
}

function planeProduct(g: Data, x: Data, start: number, length: number, mean: number): number {
  let total = 0
  for (let i = start; i < start + length; i++) total += g[i] * (x[i] - mean)
  return total
}

function scaleShift(y: Data, x: Data, start: number, length: number, scale: number, shift: number): void {
  for (let i = start; i < start + length; i++) y[i] = x[i] * scale + shift
}

function combine(y: Data, g: Data, x: Data, start: number, length: number, a: number, b: number, shift: number): void {
  for (let i = start; i < start + length; i++) y[i] = a * g[i] + b * x[i] + shift
}
