import * as o from '../../src/index.ts'
import type { Shape, Tensor } from '../../src/index.ts'
import type { Draft } from './random-draft.ts'

/** A convolution's kernel, stride, padding and dilation for images of H by W; undefined where nothing comes out. */
function geometry(d: Draft, [H, W]: Shape, kind: string) {
  const ones: [number, number] = [1, 1]
  const common = kind !== 'pointwise' && d.chance(0.4)
  if (common) return { kernel: [3, 3], stride: d.pick([ones, [2, 2]] as const), padding: ones, dilation: ones }
  const point = kind === 'pointwise'
  const height = point ? 1 : d.pick([1, 2, 3, 3, 3, 5])
  const kernel = [height, point || d.chance(0.7) ? height : d.pick([1, 2, 3, 4])]
  const stride: [number, number] = d.chance(point ? 0.8 : 0.5)
    ? ones
    : d.pick([
        [2, 2],
        [2, 1],
        [3, 2],
      ])
  const padding: [number, number] = point ? [0, 0] : d.chance(0.5) ? ones : [d.below(3), d.below(3)]
  const dilation: [number, number] = d.chance(0.8) ? ones : [1 + d.below(2), 1 + d.below(2)]
  const out = [H, W].map((length, i) => (length + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i] + 1)
  return out.every((length) => length >= 1) ? { kernel, stride, padding, dilation } : undefined
}

/** A convolution with what usually follows it: a scale and a shift of each channel, a relu. */
export function convolution(
  d: Draft,
  kind = d.pick(['dense', 'dense', 'pointwise', 'depthwise', 'groups']),
  x = d.image(),
) {
  if (!x) return undefined
  const [, C, H, W] = x.shape
  const g = geometry(d, [H, W], kind)
  if (!g) return undefined
  const groups = kind === 'depthwise' ? C : kind === 'groups' ? d.pick([1, 2, 3, 4].filter((n) => C % n === 0)) : 1
  const each = kind === 'depthwise' ? d.pick([1, 1, 1, 2]) : 1 + d.below(groups > 1 ? 4 : 13)
  const w = d.weight([groups * each, C / groups, ...g.kernel])
  let y = o.conv2d(x, w, { ...g, groups })
  const channels = (): Tensor => d.weight([groups * each, 1, 1])
  if (d.chance(0.3)) y = o.mul(y, channels())
  if (d.chance(0.5)) y = o.add(y, channels())
  return d.chance(0.4) ? o.relu(y) : y
}

export function norm(d: Draft, x = d.image()): Tensor | undefined {
  if (!x) return undefined
  const [w, b] = [0, 0].map(() => d.weight([x.shape[1]]))
  const moments = o.channelMoments(x)
  if (d.chance(0.3)) {
    const mean = d.state([x.shape[1]])
    o.trackMoments(mean, d.state([x.shape[1]], mean), moments, { momentum: 0.1, unbias: 1.1 })
  }
  const y = o.batchNorm(x, w, b, moments, { eps: 0.1 })
  return d.chance(0.5) ? o.relu(y) : y
}
