import type { Data, Tensor } from '../tensor.ts'
import type { Conv } from './conv.ts'

// Depthwise 3x3 with stride 1 and padding 1, the heart of a separable network. Each plane is copied once with a border of
// zeros, so that the loops have no edges; three columns slide through registers.

export function isDepthwise3x3(w: Tensor, { groups, kernel, stride, padding, dilation }: Conv): boolean {
  const all = (pair: readonly number[], value: number): boolean => pair[0] === value && pair[1] === value
  return (
    w.shape[0] === groups && w.shape[1] === 1 && all(kernel, 3) && all(stride, 1) && all(padding, 1) && all(dilation, 1)
  )
}

/** y [N, C, H, W] = x [N, C, H, W] * w [C, 1, 3, 3] */
export function depthwiseForward(y: Tensor, x: Tensor, w: Tensor): void {
  correlate(y, x, w.data, false)
}

/** x [N, C, H, W] = g [N, C, H, W] * w turned by 180 degrees */
export function depthwiseInputGrad(x: Tensor, g: Tensor, w: Tensor): void {
  correlate(x, g, w.data, true)
}

/** w [C, 1, 3, 3] += sum over images and pixels of g times x at each tap */
export function depthwiseWeightGrad(w: Tensor, g: Tensor, x: Tensor): void {
  const [N, C, H, W] = x.shape
  const border = new Float64Array((H + 2) * (W + 2))
  for (let plane = 0; plane < N * C; plane++) {
    surround(border, x.data, plane * H * W, H, W)
    tapSums(w.data, (plane % C) * 9, g.data, plane * H * W, border, H, W)
  }
}

function correlate(y: Tensor, x: Tensor, w: Data, turned: boolean): void {
  const [N, C, H, W] = x.shape
  const border = new Float64Array((H + 2) * (W + 2))
  const taps = new Float64Array(9)
  for (let plane = 0; plane < N * C; plane++) {
    const at = (plane % C) * 9
    for (let tap = 0; tap < 9; tap++) taps[tap] = w[turned ? at + 8 - tap : at + tap]
    surround(border, x.data, plane * H * W, H, W)
    correlatePlane(y.data, plane * H * W, border, taps, H, W)
  }
}

function surround(border: Float64Array, x: Data, start: number, H: number, W: number): void {
  for (let row = 0; row < H; row++) {
    const to = (row + 1) * (W + 2) + 1
    const from = start + row * W
    for (let i = 0; i < W; i++) border[to + i] = x[from + i]
  }
}

function correlatePlane(y: Data, start: number, x: Float64Array, w: Float64Array, H: number, W: number): void {
  const w0 = w[0],
    w1 = w[1],
    w2 = w[2],
    w3 = w[3],
    w4 = w[4],
    w5 = w[5],
    w6 = w[6],
    w7 = w[7],
    w8 = w[8]
  for (let row = 0; row < H; row++) {
    let i = row * (W + 2),
      j = i + W + 2,
      k = j + W + 2
    let a0 = x[i],
      a1 = x[i + 1],
      b0 = x[j],
      b1 = x[j + 1],
      c0 = x[k],
      c1 = x[k + 1]
    for (let to = start + row * W, end = to + W; to < end; to++, i++, j++, k++) {
      const a2 = x[i + 2],
        b2 = x[j + 2],
        c2 = x[k + 2]
      y[to] = w0 * a0 + w1 * a1 + w2 * a2 + (w3 * b0 + w4 * b1 + w5 * b2) + (w6 * c0 + w7 * c1 + w8 * c2)
      a0 = a1
      a1 = a2
      b0 = b1
      b1 = b2
      c0 = c1
      c1 = c2
    }
  }
}

function tapSums(w: Data, at: number, g: Data, start: number, x: Float64Array, H: number, W: number): void {
  for (let tap = 0; tap < 3; tap++) {
    let s0 = 0,
      s1 = 0,
      s2 = 0
    for (let row = 0; row < H; row++) {
      let i = (row + tap) * (W + 2)
      let a0 = x[i],
        a1 = x[i + 1]
      for (let from = start + row * W, end = from + W; from < end; from++, i++) {
        const a2 = x[i + 2],
          gradient = g[from]
        s0 += gradient * a0
        s1 += gradient * a1
        s2 += gradient * a2
        a0 = a1
        a1 = a2
      }
    }
    w[at + 3 * tap] += s0
    w[at + 3 * tap + 1] += s1
    w[at + 3 * tap + 2] += s2
  }
}
