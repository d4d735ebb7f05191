import { ContenderProcess } from './contender-process.mjs'

/**
 * Contenders in one role, over one task. Whoever fails is left out from there on, with its reason in `failures`; `figures` holds for each
 * the measured values.
 */
export class Race {
  figures = new Map()
  failures = new Map()
  #processes = new Map()

  constructor(contenders, role, task) {
    this.contenders = contenders
    this.role = role
    this.task = task
  }

  /** Starts a process for each, so many times in alternation; the last ones stay. Records `start` in seconds. */
  async start(times) {
    for (let round = 0; round < times; round++) {
      for (const contender of this.contenders) {
        await this.#try(contender, async () => {
          await this.#processes.get(contender)?.close()
          const process = await ContenderProcess.start(contender, this.role, this.task)
          this.#processes.set(contender, process)
          this.#record(contender, 'start', process.seconds)
        })
      }
    }
  }

  /** Calls `check` with each contender and its process; what it throws is the reason to leave it out. */
  async check(check) {
    for (const contender of this.contenders) {
      await this.#try(contender, async () => check(contender, this.#processes.get(contender)))
    }
  }

  /**
   * Measures `requestOf(contender)` in so many rounds of alternation after one that does not count, and records seconds a run as `name`.
   * A contender without a request sits it out.
   */
  async measure(name, rounds, requestOf) {
    for (let round = 0; round <= rounds; round++) {
      for (const contender of this.contenders) {
        const request = requestOf(contender)
        if (request === null) continue
        await this.#try(contender, async () => {
          const seconds = await this.#processes.get(contender).ask(request)
          if (round > 0) this.#record(contender, name, seconds)
        })
      }
    }
  }

  /** Records each one's peak of memory in MB as `memory`, and ends all processes. */
  async finish() {
    await this.check(async (contender, process) =>
      this.#record(contender, 'memory', await process.ask({ action: 'memory' })),
    )
    for (const process of this.#processes.values()) await process.close()
  }

  #record({ name }, figure, value) {
    if (!this.figures.has(name)) this.figures.set(name, {})
    const own = this.figures.get(name)
    own[figure] = [...(own[figure] ?? []), value]
  }

  async #try(contender, action) {
    if (this.failures.has(contender.name)) return
    try {
      await action()
    } catch (error) {
      this.failures.set(contender.name, error.message)
      await this.#processes.get(contender)?.close()
      this.#processes.delete(contender)
    }
  }
}

/** The cells that have values, with their medians. */
export function withMedians(cells) {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([key, cell]) => (cell ? [[key, { ...cell, median: median(cell.values) }]] : [])),
  )
}

/** The value in the middle. */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
