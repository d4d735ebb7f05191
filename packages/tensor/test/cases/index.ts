import { activation } from './activation.ts'
import type { Cases } from './case.ts'
import { convolution } from './convolution.ts'
import { elementwise } from './elementwise.ts'
import { layout } from './layout.ts'
import { loss } from './loss.ts'
import { matmul } from './matmul.ts'
import { norm } from './norm.ts'
import { pool } from './pool.ts'
import { reduce } from './reduce.ts'
import { take } from './take.ts'

/** The cases of every operation, a family after the other. */
export const cases: Cases = {
  ...elementwise,
  ...activation,
  ...reduce,
  ...matmul,
  ...convolution,
  ...pool,
  ...norm,
  ...loss,
  ...layout,
  ...take,
}
