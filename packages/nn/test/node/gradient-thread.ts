import { exit } from 'node:process'
import { parentPort, workerData } from 'node:worker_threads'
import { Rng, type Tensor } from '@m3net/tensor'
import { serveGradients, type Mode } from '../../src/index.ts'
import { SmallNetwork } from '../small-network.ts'

/** How the thread behaves in its second forward pass. */
export type Behaviour = 'computes' | 'exits' | 'throws later' | 'hangs'

function breakOut(): never {
  throw new Error('out of the blue')
}

class OddNetwork extends SmallNetwork {
  readonly behaviour: Behaviour
  #passes = 0

  constructor(behaviour: Behaviour) {
    super(new Rng('of a thread'), { width: 4, classes: 2, dropout: 0.2 })
    this.behaviour = behaviour
  }

  override forward(x: Tensor, mode?: Mode): Tensor {
    if (++this.#passes === 2) {
      if (this.behaviour === 'exits') exit(3)
      if (this.behaviour === 'throws later') queueMicrotask(breakOut)
      while (this.behaviour === 'hangs');
    }
    return super.forward(x, mode)
  }
}

serveGradients(parentPort!, new OddNetwork(workerData as Behaviour))
