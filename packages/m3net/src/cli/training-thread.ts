import { parentPort, workerData } from 'node:worker_threads'
import { serveTraining, type ServedTraining } from '../train/serve-training.ts'
import { compilerFor, type Kernels } from './choose-kernels.ts'

/** What a thread is told when it begins. */
export type TrainingWork = ServedTraining & { kernels: Kernels }

const work = workerData as TrainingWork
void compilerFor(work.kernels).then((compile) => serveTraining(parentPort!, work, { compile }))
