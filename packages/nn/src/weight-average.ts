import { Tensor } from '@m3net/tensor'
import { loadTensors } from './state-file.ts'
import { copyState, state } from './state.ts'

export interface WeightAverageOptions {
  /** Share of the old average kept at each update: an exponential average. Without it every update weighs the same. */
  decay?: number
}

/**
 * An average of a model's weights and running statistics along its training: exponential (Polyak) with `decay`, else
 * the plain mean (stochastic weight averaging, Izmailov et al. 2018). Whole numbers, as batch counts, are copied.
 */
export class WeightAverage {
  readonly decay: number | undefined
  readonly #live: ReadonlyMap<string, Tensor>
  readonly #average: Map<string, Tensor>
  #updates = 0

  constructor(model: object, { decay }: WeightAverageOptions = {}) {
    if (decay !== undefined && !(decay >= 0 && decay < 1)) {
      throw new RangeError(`WeightAverage: decay is ${decay}; wanted a share from 0 to below 1`)
    }
    this.decay = decay
    this.#live = state(model)
    this.#average = copyState(model)
  }

  /** How often `update` was called. */
  get updates(): number {
    return this.#updates
  }

  /** Takes in the model's present weights. The first update is a copy. */
  update(): void {
    this.#updates++
    const share = this.#updates === 1 ? 1 : this.decay === undefined ? 1 / this.#updates : 1 - this.decay
    for (const [name, { data, dtype }] of this.#live) {
      const average = this.#average.get(name)!.data
      if (dtype === 'int32') average.set(data)
      else for (let i = 0; i < data.length; i++) average[i] += share * (data[i] - average[i])
    }
  }

  /** Runs `f` with the average in the model's place, and puts the model's own weights back. */
  during<T>(f: () => T): T {
    this.swap()
    try {
      return f()
    } finally {
      this.swap()
    }
  }

  /** Exchanges the model's weights and the average; call it once after training to keep the average. */
  swap(): void {
    for (const [name, { data }] of this.#live) {
      const average = this.#average.get(name)!.data
      const held = data.slice()
      data.set(average)
      average.set(held)
    }
  }

  /** The average by name, copied, and the count of updates. */
  save(): Map<string, Tensor> {
    const saved = new Map([...this.#average].map(([name, { data, shape }]) => [name, Tensor.from(data.slice(), shape)]))
    return saved.set('updates', Tensor.of(this.#updates, 'int32'))
  }

  /** Takes back what `save` gave. Throws StateError when it is of another model. */
  load(saved: ReadonlyMap<string, Tensor>): void {
    const tensors = new Map(saved)
    const updates = tensors.get('updates') ?? Tensor.of(0, 'int32')
    tensors.delete('updates')
    loadTensors(this.#average, tensors)
    this.#updates = updates.item()
  }
}
