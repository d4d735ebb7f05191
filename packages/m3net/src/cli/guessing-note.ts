import type { ReportResult } from '../report/training-report.ts'

/**
 * What to know where training went well and the held-out clips are hardly told apart better than by always naming the largest
 * class; undefined elsewhere. Near is below 1.5 times its share, or, for a large share, a quarter of the way to 1.
 */
export function guessingNote(
  { accuracy, perClass }: Pick<ReportResult, 'accuracy' | 'perClass'>,
  { accuracy: training, augmented }: { accuracy: number; augmented: boolean },
): string | undefined {
  const supports = perClass.map(({ support }) => support)
  const guessing = Math.max(0, ...supports) / supports.reduce((a, b) => a + b, 0)
  const near = Math.min(1.5 * guessing, guessing + (1 - guessing) / 4)
  if (!(training > 0.9 && accuracy < near)) return undefined
  const whole = (share: number): string => `${Math.round(100 * share)} %`
  const remedy = augmented ? 'more recordings help most' : 'more recordings help most, then --augment'
  return `the held-out accuracy is near that of guessing (${whole(guessing)}) while training is at ${whole(training)}: too few recordings, or clips of one kind on one side only; ${remedy}`
}
