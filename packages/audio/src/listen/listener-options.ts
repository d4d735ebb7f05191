import type { DetectorOptions } from './detector.ts'

declare const performance: { now(): number }

/** Options of a `Listener`; those of the upper part must be there. */
export interface ListenerOptions extends Partial<DetectorOptions> {
  /** A window [window] to the probabilities of its classes, [classes]. The array is written anew for the next window. */
  classify: (window: Float32Array) => ArrayLike<number>
  /** Of the signal, in Hz. */
  sampleRate: number
  /** Samples that are classified at a time. */
  window: number
  /** Samples from one window to the next; default a quarter of one. */
  hop?: number
  /** Windows whose probabilities are averaged; default 3. */
  smoothing?: number
  /** Windows of less mean power than so many dB below full scale are taken for silence; default -50, and -Infinity lets all through. */
  gate?: number
  /** In milliseconds, for the load. */
  clock?: () => number
}

/** Fills in the defaults: a threshold of 0.6, a gap of a second, no background. */
export function checkListener(options: ListenerOptions): Required<ListenerOptions> {
  const { window } = options
  const checked = {
    hop: Math.max(1, Math.round(window / 4)),
    smoothing: 3,
    threshold: 0.6,
    gap: 1,
    gate: -50,
    background: [],
    clock: () => performance.now(),
    ...options,
  }
  const { sampleRate, hop, smoothing, threshold, gap, gate } = checked
  const fail = (is: string, wanted: string): never => {
    throw new RangeError(`Listener: ${is}; wanted ${wanted}`)
  }
  if (!(sampleRate > 0 && sampleRate < Infinity)) fail(`sampleRate is ${sampleRate} Hz`, 'a positive number')
  if (!Number.isInteger(window) || window < 1) fail(`window is ${window} samples`, 'a whole number, at least 1')
  if (!Number.isInteger(hop) || hop < 1 || hop > window) fail(`hop is ${hop} samples`, `1 to window = ${window}`)
  if (!Number.isInteger(smoothing) || smoothing < 1)
    fail(`smoothing is ${smoothing} windows`, 'a whole number, at least 1')
  if (!(threshold > 0 && threshold <= 1)) fail(`threshold is ${threshold}`, 'more than 0 and at most 1')
  if (!(gap >= 0)) fail(`gap is ${gap} s`, 'at least 0')
  if (Number.isNaN(gate)) fail('gate is NaN dB', 'a number, or -Infinity')
  return checked
}
