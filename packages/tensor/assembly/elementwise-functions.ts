/** Functions of one operand that take few operations. */
export function apply(opcode: i32, to: usize, a: usize, bytes: usize): void {
  switch (opcode) {
    case 16: // neg
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.neg(v128.load(a + i)))
      break
    case 17: // abs
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.abs(v128.load(a + i)))
      break
    case 18: // sign
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, sign(v128.load(a + i)))
      break
    case 19: // relu
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, relu(v128.load(a + i)))
      break
    case 20: // sqrt
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.sqrt(v128.load(a + i)))
      break
    case 21: // rsqrt
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, f32x4.div(f32x4.splat(1), f32x4.sqrt(v128.load(a + i))))
      break
    case 22: // hardSwish
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, hardSwish(v128.load(a + i)))
      break
  }
}

/** -1 or 1; 0 and NaN as they are. */
function sign(x: v128): v128 {
  const zero = f32x4.splat(0)
  const one = v128.or(f32x4.splat(1), v128.and(x, f32x4.splat(-0.0)))
  return v128.bitselect(one, x, v128.or(f32x4.gt(x, zero), f32x4.lt(x, zero)))
}

/** 0 where x <= 0; a NaN stays. */
function relu(x: v128): v128 {
  return v128.andnot(x, f32x4.le(x, f32x4.splat(0)))
}

/** x min(max(x + 3, 0), 6) / 6 */
function hardSwish(x: v128): v128 {
  const gate = f32x4.pmin(f32x4.pmax(f32x4.add(x, f32x4.splat(3)), f32x4.splat(0)), f32x4.splat(6))
  return f32x4.mul(x, f32x4.div(gate, f32x4.splat(6)))
}
