// The stages of StockhamFft, from x to y: point q of transform p moves from q + stride (p + i length / radix) to q + stride
// (radix p + j), times twiddle j of p.

export function radix2(xr: Float64Array, xi: Float64Array, yr: Float64Array, yi: Float64Array, stride: number): void {
  for (let q = 0; q < stride; q++) {
    const r = q + stride
    const ar = xr[q]
    const ai = xi[q]
    const br = xr[r]
    const bi = xi[r]
    yr[q] = ar + br
    yi[q] = ai + bi
    yr[r] = ar - br
    yi[r] = ai - bi
  }
}

export function radix4(
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  length: number,
  stride: number,
  twiddles: Float64Array,
): void {
  const quarter = (length >> 2) * stride
  let at = 0
  let from = 0
  let to = 0
  for (let p = 0; p < length >> 2; p++) {
    const w1r = twiddles[at++]
    const w1i = twiddles[at++]
    const w2r = twiddles[at++]
    const w2i = twiddles[at++]
    const w3r = twiddles[at++]
    const w3i = twiddles[at++]
    for (let q = 0; q < stride; q++) {
      const ar = xr[from]
      const ai = xi[from]
      const br = xr[from + quarter]
      const bi = xi[from + quarter]
      const cr = xr[from + 2 * quarter]
      const ci = xi[from + 2 * quarter]
      const dr = xr[from + 3 * quarter]
      const di = xi[from + 3 * quarter]
      const sr = ar + cr
      const si = ai + ci
      const tr = br + dr
      const ti = bi + di
      const ur = ar - cr
      const ui = ai - ci
      const vr = bi - di // -i (b - d)
      const vi = dr - br
      yr[to] = sr + tr
      yi[to] = si + ti
      const er = ur + vr
      const ei = ui + vi
      yr[to + stride] = er * w1r - ei * w1i
      yi[to + stride] = er * w1i + ei * w1r
      const fr = sr - tr
      const fi = si - ti
      yr[to + 2 * stride] = fr * w2r - fi * w2i
      yi[to + 2 * stride] = fr * w2i + fi * w2r
      const gr = ur - vr
      const gi = ui - vi
      yr[to + 3 * stride] = gr * w3r - gi * w3i
      yi[to + 3 * stride] = gr * w3i + gi * w3r
      from++
      to++
    }
    to += 3 * stride
  }
}

/** Inputs i and radix - i meet the same cosines, and sines of opposite sign; `roots` are exp(-2 pi i k / radix). */
export function radixOdd(
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  length: number,
  stride: number,
  twiddles: Float64Array,
  roots: Float64Array,
): void {
  const radix = roots.length / 2
  const span = (length / radix) * stride
  let from = 0
  let to = 0
  for (let at = 0; at < twiddles.length; at += 2 * radix) {
    for (let q = 0; q < stride; q++) {
      for (let j = 0; 2 * j < radix; j++) {
        let ar = xr[from]
        let ai = xi[from]
        let br = 0
        let bi = 0
        for (let a = from + span, b = from + (radix - 1) * span, k = 2 * j; a < b; a += span, b -= span) {
          const c = roots[k]
          const s = roots[k + 1]
          ar += (xr[a] + xr[b]) * c
          ai += (xi[a] + xi[b]) * c
          br -= (xi[a] - xi[b]) * s
          bi += (xr[a] - xr[b]) * s
          k += 2 * j
          if (k >= roots.length) k -= roots.length
        }
        turn(ar + br, ai + bi, twiddles, at + 2 * j, yr, yi, to + j * stride)
        if (j > 0) turn(ar - br, ai - bi, twiddles, at + 2 * (radix - j), yr, yi, to + (radix - j) * stride)
      }
      from++
      to++
    }
    to += (radix - 1) * stride
  }
}

/** y(to) = x times the twiddle at t. */
function turn(
  xr: number,
  xi: number,
  twiddles: Float64Array,
  t: number,
  yr: Float64Array,
  yi: Float64Array,
  to: number,
): void {
  yr[to] = xr * twiddles[t] - xi * twiddles[t + 1]
  yi[to] = xr * twiddles[t + 1] + xi * twiddles[t]
}
