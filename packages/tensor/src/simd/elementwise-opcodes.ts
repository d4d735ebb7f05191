/**
 * Operations that the `elementwise` kernel knows, by the names that they have as tensor operations; `copy` and `multiplyAdd` (a * b + c) are
 * the kernel's alone. The numbers are those of assembly/elementwise-steps.ts.
 */
export const elementwiseOpcodes = {
  copy: 0,
  add: 1,
  sub: 2,
  mul: 3,
  div: 4,
  maximum: 5,
  minimum: 6,
  reluGrad: 7,
  multiplyAdd: 8,
  where: 9,
  greater: 10,
  greaterEqual: 11,
  less: 12,
  lessEqual: 13,
  equal: 14,
  notEqual: 15,
  neg: 16,
  abs: 17,
  sign: 18,
  relu: 19,
  sqrt: 20,
  rsqrt: 21,
  hardSwish: 22,
  exp: 23,
  log: 24,
  sigmoid: 25,
  tanh: 26,
  silu: 27,
  softplus: 28,
} as const

export type ElementwiseName = keyof typeof elementwiseOpcodes
