/** Something to be timed. */
export interface Contender {
  name: string
  run(): void
}

export interface Turns {
  rounds: number
  /** Least time of a turn, in milliseconds: what is shorter runs as often as fills it. */
  turn?: number
  /** Which of a contender's times counts: the median, or one below it, down to the least at 0, which others at work on the machine disturb less. */
  quantile?: number
}

/**
 * Lets contenders take turns, one after the other in each round, after a round that does not count: a shared machine differs more from
 * minute to minute than contenders do. Gives the time of a run of each, in milliseconds.
 */
export function inTurns(
  contenders: readonly Contender[],
  { rounds, turn = 20, quantile = 0.5 }: Turns,
): Map<string, number> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  for (let round = -1; round < rounds; round++) {
    for (const { name, run } of contenders) {
      let runs = 0
      const start = performance.now()
      do {
        run()
        runs++
      } while (performance.now() - start < turn)
      if (round >= 0) times.get(name)!.push((performance.now() - start) / runs)
    }
  }
  return new Map(
    [...times].map(([name, values]) => [name, values.sort((a, b) => a - b)[Math.floor(quantile * values.length)]!]),
  )
}
