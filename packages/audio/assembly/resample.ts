/**
 * The first `count` sums over i < taps of weights(j, i) signal(down r + offset(j) + i) for j < up and r = 0, 1, ...:
 * rows of `up` outputs. `down` and the offsets are in bytes, `taps` is a multiple of 4.
 */
export function resample(
  count: i32,
  up: i32,
  down: usize,
  taps: i32,
  signal: usize,
  offsets: usize,
  weights: usize,
  to: usize,
): void {
  const bytes = (<usize>taps) << 2
  for (; count > 0; count -= up, signal += down) {
    let w = weights
    let offset = offsets
    for (const end = offsets + ((<usize>min(count, up)) << 2); offset < end; offset += 4, to += 4, w += bytes) {
      store<f32>(to, dot(bytes, signal + load<u32>(offset), w))
    }
  }
}

function dot(bytes: usize, x: usize, w: usize): f32 {
  let sum = f32x4.splat(0)
  for (const end = w + bytes; w < end; x += 16, w += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(x), v128.load(w)))
  const even = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 2)
  const odd = f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 3)
  return even + odd
}
