import { serveGradients, type Compile, type Port } from '@m3net/nn'
import { Rng } from '@m3net/tensor'
import { M3Net } from '../model/m3net.ts'
import { recipeLoss } from './recipe-loss.ts'
import type { TrainerOptions } from './make-trainer.ts'

/** What a worker has to know of the trainer's options: plain data, fit for a message. */
export type ServedTraining = Pick<TrainerOptions, 'network' | 'recipe' | 'classWeights'>

/** Computes shards for a trainer that `makeTrainer` made with the same options, on the other side of a port. */
export function serveTraining(
  port: Port,
  { network, recipe, classWeights }: ServedTraining,
  { compile }: { compile?: Compile } = {},
): void {
  serveGradients(port, new M3Net(network, new Rng(0)), { loss: recipeLoss(recipe, classWeights), compile })
}
