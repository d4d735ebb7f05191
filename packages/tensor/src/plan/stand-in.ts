import { allocate } from '../dtype.ts'
import { Rng, type RngState } from '../random.ts'
import { Tensor } from '../tensor.ts'

/** What a compiled function takes: tensors, and streams of random numbers that its kernels draw from at each run. */
export type PlanArgument = Tensor | Rng

/** What stands for an argument while a function is traced: its shape without values, or a stream that cannot be drawn from. */
export function standInFor(argument: PlanArgument): PlanArgument {
  return argument instanceof Rng ? new StandInRng() : new Tensor(allocate(argument.dtype, 0), argument.shape)
}

class StandInRng extends Rng {
  constructor() {
    super('stand-in')
  }

  override split(): Rng {
    throw new TypeError(
      'Rng: a stream is split while a plan is traced; wanted it split before, and given as an argument',
    )
  }

  override save(): RngState {
    throw new TypeError('Rng: a stream is saved while a plan is traced; wanted it saved before, or after a run')
  }

  override uniform(): number {
    throw new TypeError('Rng: a number is drawn while a plan is traced; wanted it drawn in the kernel of an operation')
  }

  override normal(): number {
    return this.uniform()
  }

  override integer(): number {
    return this.uniform()
  }
}

/** Options of a node with the streams of a run in the place of their stand-ins. */
export function withStreams(
  options: unknown,
  standIns: readonly PlanArgument[],
  args: readonly PlanArgument[],
): unknown {
  const rng = (options as { rng?: Rng } | undefined)?.rng
  const at = rng ? standIns.indexOf(rng) : -1
  return at < 0 ? options : { ...(options as object), rng: args[at] }
}
