/** The real parts of the products of complex numbers, r + i sqrt(-1) and c + s sqrt(-1). */
export function productReal(r: v128, i: v128, c: v128, s: v128): v128 {
  return f32x4.sub(f32x4.mul(r, c), f32x4.mul(i, s))
}

/** Their imaginary parts. */
export function productImaginary(r: v128, i: v128, c: v128, s: v128): v128 {
  return f32x4.add(f32x4.mul(r, s), f32x4.mul(i, c))
}
