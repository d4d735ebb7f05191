import { madd } from './multiply-add'

/** Operations on two or three operands. */
export function combine(opcode: i32, to: usize, a: usize, b: usize, c: usize, bytes: usize): void {
  switch (opcode) {
    case 0: // copy
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, v128.load(a + i))
      break
    case 1: // add
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.add(v128.load(a + i), v128.load(b + i)))
      break
    case 2: // sub
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.sub(v128.load(a + i), v128.load(b + i)))
      break
    case 3: // mul
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.mul(v128.load(a + i), v128.load(b + i)))
      break
    case 4: // div
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.div(v128.load(a + i), v128.load(b + i)))
      break
    case 5: // maximum
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, maximum(v128.load(a + i), v128.load(b + i)))
      break
    case 6: // minimum
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, minimum(v128.load(a + i), v128.load(b + i)))
      break
    case 7: // reluGrad
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, v128.and(v128.load(a + i), f32x4.gt(v128.load(b + i), f32x4.splat(0))))
      break
    case 8: // multiplyAdd
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, madd(v128.load(a + i), v128.load(b + i), v128.load(c + i)))
      break
    case 9: // where
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(
          to + i,
          v128.bitselect(v128.load(b + i), v128.load(c + i), f32x4.ne(v128.load(a + i), f32x4.splat(0))),
        )
      break
  }
}

// As the plain kernels: a where it is larger or smaller, or a NaN; else b.

function maximum(a: v128, b: v128): v128 {
  return v128.bitselect(a, b, v128.or(f32x4.gt(a, b), f32x4.ne(a, a)))
}

function minimum(a: v128, b: v128): v128 {
  return v128.bitselect(a, b, v128.or(f32x4.lt(a, b), f32x4.ne(a, a)))
}
