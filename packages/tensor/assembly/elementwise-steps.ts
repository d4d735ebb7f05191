import { compare } from './elementwise-comparisons'
import { combine } from './elementwise-arithmetic'
import { apply } from './elementwise-functions'
import { transcend } from './elementwise-transcendental'

// Opcodes are those of src/simd/elementwise-opcodes.ts. Each operation is a loop of its own, and there is a function for each family, because Node 20
// keeps very large functions in its slow compiler.

/** One step over `bytes`, a multiple of 16. */
export function runStep(opcode: i32, to: usize, a: usize, b: usize, c: usize, bytes: usize): void {
  if (opcode < 10) combine(opcode, to, a, b, c, bytes)
  else if (opcode < 16) compare(opcode, to, a, b, bytes)
  else if (opcode < 23) apply(opcode, to, a, bytes)
  else transcend(opcode, to, a, bytes)
}
