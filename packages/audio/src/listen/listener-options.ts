import { check, checkWhole } from '../check-options.ts'
import { withDefaults } from '../with-defaults.ts'
import type { DetectorOptions } from './detector.ts'

declare const performance: { now(): number }

/** Options of a `Listener`; those of the upper part must be there. */
export interface ListenerOptions extends Partial<DetectorOptions> {
  /**
   * A window [window] to the probabilities of its classes, [classes]. The array is written anew for the next window.
   */
  classify: (window: Float32Array) => ArrayLike<number>
  /** Of the windows, in Hz. */
  sampleRate: number
  /** Of the signal that is pushed, in Hz; it is resampled. Default sampleRate. */
  from?: number
  /** Samples that are classified at a time. */
  window: number
  /** Samples from one window to the next; default a quarter of one. */
  hop?: number
  /** Windows whose probabilities are averaged; default 3. */
  smoothing?: number
  /**
   * Windows of less mean power than so many dB below full scale are taken for silence; default -50, and -Infinity lets
   * all through.
   */
  gate?: number
  /** In milliseconds, for the load. */
  clock?: () => number
}

/** Fills in the defaults: a threshold of 0.6, a gap of a second, no background. */
export function checkListener(options: ListenerOptions): Required<ListenerOptions> {
  const { sampleRate, window } = options
  const checked = withDefaults<Required<ListenerOptions>>(
    {
      ...options,
      from: sampleRate,
      hop: Math.max(1, Math.round(window / 4)),
      smoothing: 3,
      threshold: 0.6,
      gap: 1,
      gate: -50,
      background: [],
      clock: () => performance.now(),
    },
    options,
  )
  const { threshold, gap, gate } = checked
  checkWhole('Listener', 'window', window)
  checkWhole('Listener', 'hop', checked.hop, 1, window)
  checkWhole('Listener', 'smoothing', checked.smoothing, 1, 2 ** 16)
  const finite = sampleRate > 0 && sampleRate < Infinity
  check('Listener', finite, `sampleRate is ${sampleRate} Hz`, 'a positive number')
  check('Listener', threshold > 0 && threshold <= 1, `threshold is ${threshold}`, 'more than 0 and at most 1')
  check('Listener', gap >= 0, `gap is ${gap} s`, 'at least 0')
  check('Listener', !Number.isNaN(gate), `gate is ${gate} dB`, 'a number, or -Infinity')
  return checked
}
