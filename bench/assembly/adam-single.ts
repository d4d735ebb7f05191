import { madd } from '../../packages/tensor/assembly/multiply-add'

/**
 * As adamStep of the package, without decay, but in float32, n a multiple of four: twice as many numbers at a time, and none to convert. The plain
 * step computes in float64 and rounds what it stores, so the bits differ.
 */
export function adamSingle(
  n: i32,
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  rates: usize,
  beta1: f32,
  beta2: f32,
  eps: f32,
): void {
  const rate = f32x4.splat(<f32>load<f64>(rates, 8))
  const correction = f32x4.splat(<f32>load<f64>(rates, 16))
  for (; n > 0; n -= 4, p += 16, g += 16, m += 16, v += 16) {
    const slope = v128.load(g)
    const mean = madd(f32x4.splat(beta1), v128.load(m), f32x4.mul(f32x4.splat(1 - beta1), slope))
    const scaled = f32x4.mul(f32x4.splat(1 - beta2), slope)
    const square = madd(f32x4.splat(beta2), v128.load(v), f32x4.mul(scaled, slope))
    const size = f32x4.add(f32x4.div(f32x4.sqrt(square), correction), f32x4.splat(eps))
    v128.store(m, mean)
    v128.store(v, square)
    v128.store(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(rate, mean), size)))
  }
}
