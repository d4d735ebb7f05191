declare const performance: { now(): number }

/** A clock in milliseconds. */
export type Clock = () => number

export const systemClock: Clock = () => performance.now()

/** How fast training goes, by a clock that counts only the time spent inside steps and validations. */
export class Pace {
  readonly #now: Clock
  #began = 0
  #perStep = 0
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
    this.#perStep = this.#perStep === 0 ? seconds : 0.9 * this.#perStep + 0.1 * seconds
    return this.#perStep === 0 ? 0 : items / this.#perStep
  }

  /** Ends a validation; seconds spent in the whole epoch. */
  endEpoch(): number {
    this.#validation = this.#end()
    const seconds = this.#epoch
    this.#epoch = 0
    return seconds
  }

  /** Seconds that so many steps and validations will take. */
  estimate(steps: number, validations: number): number {
    return steps * this.#perStep + validations * this.#validation
  }

  #end(): number {
    const seconds = (this.#now() - this.#began) / 1000
    this.#epoch += seconds
    return seconds
  }
}
