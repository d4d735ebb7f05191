declare const performance: { now(): number }

/** A clock in milliseconds. */
export type Clock = () => number

export const systemClock: Clock = () => performance.now()

/** How fast training goes, by a clock that counts only the time spent inside steps and validations. */
export class Pace {
  readonly #now: Clock
  #began = 0
  // Of a step, smoothed alike, so that a short batch counts for little in their ratio.
  #seconds = 0
  #items = 0
  #steps = 0
  #allItems = 0
  #validation = 0
  #epoch = 0

  constructor(now: Clock) {
    this.#now = now
  }

  begin(): void {
    this.#began = this.#now()
  }

  /** Ends a step of `items`; items a second, smoothed over some ten steps. */
  endStep(items: number): number {
    const seconds = this.#end()
    const weight = this.#steps === 0 ? 1 : 0.1
    this.#seconds += weight * (seconds - this.#seconds)
    this.#items += weight * (items - this.#items)
    this.#steps++
    this.#allItems += items
    return this.#seconds === 0 ? 0 : this.#items / this.#seconds
  }

  /** Ends a validation; seconds spent in the whole epoch. */
  endEpoch(): number {
    this.#validation = this.#end()
    const seconds = this.#epoch
    this.#epoch = 0
    return seconds
  }

  /** Seconds that so many steps, of the mean number of items so far, and so many validations will take. */
  estimate(steps: number, validations: number): number {
    if (this.#steps === 0) return validations * this.#validation
    const items = (steps * this.#allItems) / this.#steps
    return (items * this.#seconds) / this.#items + validations * this.#validation
  }

  #end(): number {
    const seconds = (this.#now() - this.#began) / 1000
    this.#epoch += seconds
    return seconds
  }
}
