import type { NetworkProfile } from '../../src/profile/index.ts'

const call = { operation: 'conv2d', kernel: 'gemm', flop: 1e6 }

/** Ten milliseconds: two of one layer, four of another, one uncounted, three outside kernels. */
export const madeUpProfile: NetworkProfile = {
  work: { mode: 'training', batch: 4, mels: 8, frames: 6 },
  planBytes: 2e6,
  limits: { flop: 1e9, bytes: 2e9 },
  runs: 9,
  calls: [
    { ...call, layer: 'blocks.0.conv', bytes: 1e6, milliseconds: 2 },
    { ...call, layer: 'head', bytes: 4e6, milliseconds: 4 },
    { layer: 'loss', operation: 'gather', kernel: 'plain <kernel>', flop: 0, bytes: 0, milliseconds: 1 },
  ],
  otherMilliseconds: 3,
}
