import { allocateMemory, instantiate, type CompiledModule } from '@m3net/tensor/simd'

/** What the machine can do at most, with the kernels of a module. */
export interface MachineLimits {
  /** Floating-point operations a second, of multiply-adds in vectors of four. */
  flop: number
  /** Bytes a second, read or written, of copies of 1 MB. */
  bytes: number
}

interface Yardsticks {
  peakMultiplyAdd(rounds: number): number
  copyVectors(to: number, from: number, bytes: number): void
}

const ROUNDS = 100_000
/** Twelve multiply-adds of four lanes. */
const FLOP_OF_ROUND = 96
const MEGABYTE = 2 ** 20
/** Enough for the engine to reach its fastest code. */
const MILLISECONDS = 150

/** Measures the machine for some tenths of a second, by `clock` in milliseconds. */
export function machineLimits(module: CompiledModule, clock: () => number): MachineLimits {
  const { peakMultiplyAdd, copyVectors } = instantiate<Yardsticks>(module, allocateMemory(2 * MEGABYTE))
  return {
    flop: (1000 * ROUNDS * FLOP_OF_ROUND) / least(() => peakMultiplyAdd(ROUNDS), clock),
    bytes: (1000 * 2 * MEGABYTE) / least(() => copyVectors(0, MEGABYTE, MEGABYTE), clock),
  }
}

/** The shortest of many runs: what the machine does when nothing disturbs it. */
function least(run: () => void, clock: () => number): number {
  let shortest = Infinity
  for (const end = clock() + MILLISECONDS; clock() < end;) {
    const start = clock()
    run()
    shortest = Math.min(shortest, clock() - start)
  }
  return shortest
}
