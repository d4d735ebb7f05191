import type { State, StatefulPRNG } from 'seedrandom'
import seedrandom from 'seedrandom/seedrandom.js'

/** Everything needed to go on with a stream of random numbers: plain data, fit for JSON. */
export interface RngState {
  name: string
  arc4: unknown
}

/**
 * A stream of random numbers: the same from the same seed in every runtime. `split` names an independent stream that depends
 * on the seed and the name only, not on what was drawn before: shuffling of epoch 7 is `rng.split('epoch 7')`.
 */
export class Rng {
  private readonly name: string
  private readonly next: StatefulPRNG<State.Arc4>

  constructor(seed: string | number, state?: RngState) {
    this.name = String(seed)
    // seedrandom repeats a short key until it fills its state: without an end, 1 and 11 would be one seed.
    this.next = seedrandom(`${this.name}\n`, { state: (state?.arc4 as State.Arc4 | undefined) ?? true })
  }

  static restore(state: RngState): Rng {
    return new Rng(state.name, state)
  }

  save(): RngState {
    return { name: this.name, arc4: this.next.state() }
  }

  split(name: string | number): Rng {
    return new Rng(`${this.name}/${name}`)
  }

  /** Uniform in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.next.double()
  }

  /** Normal, by Box and Muller (Ann. Math. Stat. 29, 1958); one of the pair is thrown away so that the state stays small. */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.fround(Math.sqrt(-2 * Math.fround(Math.log(1 - this.next.double()))))
    return mean + deviation * radius * Math.fround(Math.cos(2 * Math.PI * this.next.double()))
  }

  /** A whole number in [0, n). */
  integer(n: number): number {
    return Math.floor(this.next.double() * n)
  }

  /** Shuffles in place (Fisher and Yates) and returns its argument. */
  shuffle<T extends { length: number; [index: number]: unknown }>(values: T): T {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const held = values[i]
      values[i] = values[j]
      values[j] = held
    }
    return values
  }

  /** The numbers 0 to n - 1 in random order. */
  permutation(n: number): Int32Array {
    return this.shuffle(Int32Array.from({ length: n }, (_, i) => i))
  }
}
