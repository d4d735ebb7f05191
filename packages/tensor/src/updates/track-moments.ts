import type { Op } from '../op-spec.ts'
import { defineOp } from '../op.ts'

export interface TrackMomentsOptions {
  /** Weight of the newest moments. */
  momentum: number
  /** What the variance is multiplied by first: n / (n - 1) for n values a channel makes it unbiased. */
  unbias: number
}

/**
 * Moves running statistics [C] towards `moments` [2, C], as channelMoments gives them, in place: running += momentum (new - running).
 * Without a result, and without a gradient.
 */
export const trackMoments: Op<['runningMean', 'runningVar', 'moments'], TrackMomentsOptions> = /* @__PURE__ */ defineOp(
  {
    name: 'trackMoments',
    inputs: ['runningMean', 'runningVar', 'moments'],
    writes: ['runningMean', 'runningVar'],
    resolve: (options: TrackMomentsOptions | undefined) => options!,
    shape: () => [0],
    kernel(_, { runningMean, runningVar, moments }, { momentum, unbias }) {
      const [mean, variance, latest] = [runningMean.data, runningVar.data, moments.data]
      const C = mean.length
      for (let c = 0; c < C; c++) {
        mean[c] += momentum * (latest[c] - mean[c])
        variance[c] += momentum * (latest[C + c] * unbias - variance[c])
      }
    },
    vjp: { runningMean: null, runningVar: null, moments: null },
  },
)
