export interface ReduceOnPlateauOptions {
  /** Multiplies the rate each time. */
  factor?: number
  /** How many observations without progress are borne; the next one reduces. */
  patience?: number
  /** Progress is a loss below best * (1 - threshold). */
  threshold?: number
  /** Observations after a reduction during which nothing is counted. */
  cooldown?: number
  /** The scale never goes below this. */
  minimum?: number
}

export interface PlateauState {
  scale: number
  best: number
  waited: number
  resting: number
}

/** Scales the learning rate down when a loss no longer falls, as torch's ReduceLROnPlateau (mode min, relative threshold). */
export class ReduceOnPlateau {
  readonly options: Required<ReduceOnPlateauOptions>
  #state: PlateauState = { scale: 1, best: Infinity, waited: 0, resting: 0 }

  constructor({
    factor = 0.1,
    patience = 10,
    threshold = 1e-4,
    cooldown = 0,
    minimum = 0,
  }: ReduceOnPlateauOptions = {}) {
    this.options = { factor, patience, threshold, cooldown, minimum }
  }

  /** Times the base rate is the rate to use. */
  get scale(): number {
    return this.#state.scale
  }

  /** Takes the loss of one more epoch; returns whether the scale was reduced. */
  observe(loss: number): boolean {
    const { factor, patience, threshold, cooldown, minimum } = this.options
    const state = this.#state
    if (loss < state.best * (1 - threshold)) {
      state.best = loss
      state.waited = 0
    } else state.waited++
    if (state.resting > 0) {
      state.resting--
      state.waited = 0
    }
    if (state.waited <= patience) return false
    const before = state.scale
    state.scale = Math.max(before * factor, minimum)
    state.resting = cooldown
    state.waited = 0
    return state.scale < before
  }

  save(): PlateauState {
    return { ...this.#state }
  }

  load(state: PlateauState): void {
    this.#state = { ...state }
  }
}
