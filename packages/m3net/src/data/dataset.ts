/** The three parts of a split. */
export const parts = ['train', 'validation', 'test'] as const

export type Part = (typeof parts)[number]

/** One labelled clip. */
export interface Item {
  /** File below the root, with '/'. */
  path: string
  label: string
  /** Speaker or source recording: clips of one group are alike and belong on one side of a split. */
  group?: string
  /** The fold that the authors gave the clip. */
  fold?: string
  /** The part that the authors' lists give the clip. */
  part?: Part
  /** Seconds into the file at which the clip begins, where it is a cut out of a longer recording. */
  start?: number
  /** How long the cut is, where a longer one would reach into what belongs to others; as long as was asked for where absent. */
  seconds?: number
  /** Factor on the samples; 1 where absent. */
  gain?: number
}

/** What a layout reads: labelled clips, not yet their samples. */
export interface Dataset {
  name: string
  /** Name of the layout that read it. */
  layout: string
  /** The classes, sorted by code unit; a class index is a position in this list. */
  labels: string[]
  /** Sorted by path, then start. */
  items: Item[]
  /** The clip length (seconds) and rate (Hz) at which the data set is commonly trained; absent where nothing is known. */
  clip?: { seconds: number; sampleRate: number }
  /** Sentences a reader of the results should know: what was left out, drawn or missing. */
  notes: string[]
}

/** Class index of each item. Throws a RangeError where a label is not in `labels`. */
export function classIndices(items: readonly Item[], labels: readonly string[]): Int32Array {
  const index = new Map(labels.map((label, i) => [label, i]))
  return Int32Array.from(items, (item) => {
    const i = index.get(item.label)
    if (i === undefined) {
      throw new RangeError(
        `classIndices: ${item.path} has label ${item.label}; wanted one of ${labels.length} labels (${showList(labels)})`,
      )
    }
    return i
  })
}

/** A list for a sentence: at most `limit` values, then how many more. */
export function showList(values: readonly string[], limit = 8): string {
  const shown = values.slice(0, limit).join(', ')
  return values.length > limit ? `${shown} and ${values.length - limit} more` : shown
}

/** `1 clip`, `2 clips`: a count with its noun. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`
}
