import { exp, log, log1p, logistic, tanh } from './elementary'

/** Functions of one operand that take exp or log. */
export function transcend(opcode: i32, to: usize, a: usize, bytes: usize): void {
  switch (opcode) {
    case 23: // exp
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, exp(v128.load(a + i)))
      break
    case 24: // log
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, log(v128.load(a + i)))
      break
    case 25: // sigmoid
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, logistic(v128.load(a + i)))
      break
    case 26: // tanh
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, tanh(v128.load(a + i)))
      break
    case 27: // silu
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, silu(v128.load(a + i)))
      break
    case 28: // softplus
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, softplus(v128.load(a + i)))
      break
  }
}

function silu(x: v128): v128 {
  return f32x4.mul(x, logistic(x))
}

/** log(1 + exp(x)) without overflow; pmax keeps a NaN. */
function softplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), log1p(exp(f32x4.neg(f32x4.abs(x)))))
}
