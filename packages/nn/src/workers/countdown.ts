declare const setTimeout: (f: () => void, milliseconds: number) => unknown
declare const clearTimeout: (timer: unknown) => void

const PARTS = 10

/**
 * Seconds until something happens, unless it is cancelled before. They are counted in ten parts: a time in which the machine
 * slept, or this thread had no turn, is one part, however long it was.
 */
export class Countdown {
  #timer: unknown

  /** Calls `f` after so many seconds; what was counted before is forgotten. */
  start(seconds: number, f: () => void): void {
    this.cancel()
    let left = PARTS
    const tick = (): void => {
      if (left-- === 0) f()
      else this.#timer = setTimeout(tick, (1000 * seconds) / PARTS)
    }
    tick()
  }

  cancel(): void {
    clearTimeout(this.#timer)
  }
}
