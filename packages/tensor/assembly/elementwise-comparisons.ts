/** Comparisons: 1 or 0. */
export function compare(opcode: i32, to: usize, a: usize, b: usize, bytes: usize): void {
  switch (opcode) {
    case 10: // greater
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, oneWhere(f32x4.gt(v128.load(a + i), v128.load(b + i))))
      break
    case 11: // greaterEqual
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, oneWhere(f32x4.ge(v128.load(a + i), v128.load(b + i))))
      break
    case 12: // less
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, oneWhere(f32x4.lt(v128.load(a + i), v128.load(b + i))))
      break
    case 13: // lessEqual
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, oneWhere(f32x4.le(v128.load(a + i), v128.load(b + i))))
      break
    case 14: // equal
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, oneWhere(f32x4.eq(v128.load(a + i), v128.load(b + i))))
      break
    case 15: // notEqual
      for (let i: usize = 0; i < bytes; i += 16)
        v128.store(to + i, oneWhere(f32x4.ne(v128.load(a + i), v128.load(b + i))))
      break
  }
}

function oneWhere(mask: v128): v128 {
  return v128.and(mask, f32x4.splat(1))
}
