import { Listener, type ListenerOptions } from '@m3net/audio/listen'
import type { Classifier } from '../model/classifier.ts'

/** How to listen; what is left out is as of `Listener`, but that times are in seconds. */
export interface ListenOptions extends Pick<
  ListenerOptions,
  'from' | 'smoothing' | 'threshold' | 'gap' | 'gate' | 'clock'
> {
  /** Seconds from one window to the next; default a quarter of the network's input. */
  hop?: number
  /** Labels that are never reported; default those that begin with an underscore, as `_silence_` and `_unknown_` do. */
  ignore?: readonly string[]
}

/**
 * A listener that hears with a classifier, at the rate of its front end: `card.labels` names the class of its events.
 * @throws RangeError for a label or a hop that the classifier does not have, and as `Listener` does.
 */
export function listenWith(classifier: Classifier, { hop, ignore, ...options }: ListenOptions = {}): Listener {
  const { labels } = classifier.card
  const { sampleRate } = classifier.frontEnd.options
  const { samples: window } = classifier.frontEnd
  const strange = ignore?.find((label) => !labels.includes(label))
  if (strange !== undefined) {
    throw new RangeError(`listenWith: ignore has ${strange}; wanted labels of the model: ${labels.join(', ')}`)
  }
  const seconds = window / sampleRate
  if (hop !== undefined && !(hop > 0 && hop <= seconds)) {
    throw new RangeError(
      `listenWith: hop is ${hop} s; wanted more than 0 and at most ${seconds} s, which the model hears at a time`,
    )
  }
  const ignored = (label: string): boolean => (ignore ? ignore.includes(label) : label.startsWith('_'))
  return new Listener({
    ...options,
    sampleRate,
    window,
    ...(hop !== undefined && { hop: Math.max(1, Math.round(hop * sampleRate)) }),
    background: labels.flatMap((label, c) => (ignored(label) ? [c] : [])),
    classify(signal) {
      const probabilities = new Map(classifier.classify(signal, sampleRate).map((p) => [p.label, p.probability]))
      return labels.map((label) => probabilities.get(label)!)
    },
  })
}
