import type { ModelCard } from '../model/classifier.ts'
import type { TrainingFacts } from './make-card.ts'
import { clips, percent } from './terminal.ts'

/** A model's card for people. What it says of its training is shown as far as it is there. */
export function showCard({ labels, frontEnd, training }: ModelCard): string[] {
  const { sampleRate, seconds, fft, window, hop, mels, low, high } = frontEnd
  const milliseconds = (samples: number): string => `${Number(((1000 * samples) / sampleRate).toFixed(1))} ms`
  const facts: [string, string | undefined][] = [
    ['classes', `${labels.length}: ${labels.join(', ')}`],
    ['input', `${seconds} s at ${sampleRate} Hz`],
    [
      'features',
      `${mels} log-mel bands, ${low} to ${high} Hz; ${milliseconds(window)} every ${milliseconds(hop)}, FFT ${fft}`,
    ],
    ...trainingFacts(training as Partial<TrainingFacts>),
  ]
  return facts.flatMap(([key, value]) => (value === undefined ? [] : [`${key.padEnd(10)} ${value}`]))
}

function trainingFacts({
  dataset,
  split,
  recipe,
  seed,
  epoch,
  results,
}: Partial<TrainingFacts>): [string, string | undefined][] {
  const words =
    recipe &&
    [
      `${recipe.epochs} epochs`,
      epoch !== undefined && recipe.patience > 0 && `weights of epoch ${epoch}`,
      `batches of ${recipe.batchSize}`,
      `learning rate ${recipe.learningRate} (${recipe.schedule})`,
      recipe.weightDecay > 0 && `weight decay ${recipe.weightDecay}`,
      recipe.labelSmoothing > 0 && `label smoothing ${recipe.labelSmoothing}`,
      recipe.balanced && 'classes balanced',
      recipe.augment && 'augmented',
      `seed ${seed}`,
    ]
      .filter(Boolean)
      .join(', ')
  const scores = results?.map(
    ({ part, accuracy, macroF1, count }) =>
      `${part} accuracy ${percent(accuracy)}, macro-F1 ${percent(macroF1)}, ${clips(count)}`,
  )
  return [
    ['data', dataset],
    ['split', split?.words],
    ['split hash', split?.hash],
    ['training', words],
    ...(scores ?? []).map((score): [string, string] => ['result', score]),
  ]
}
