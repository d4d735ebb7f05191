import { readSafetensors, ShapeError, show, writeSafetensors, type Tensor } from '@m3net/tensor'
import { sameShapeAs } from './same-shape.ts'
import { state } from './state.ts'

/** What keeps a saved state from fitting a model: names the model wants, names it does not know, and shapes that differ. */
export interface StateProblems {
  missing: string[]
  unexpected: string[]
  mismatched: { name: string; saved: readonly number[]; wanted: readonly number[] }[]
}

/** A saved state that does not fit the model; `problems` lists every name. */
export class StateError extends ShapeError {
  override name = 'StateError'
  readonly problems: StateProblems

  constructor(problems: StateProblems) {
    const { missing, unexpected, mismatched } = problems
    const parts = [
      missing.length > 0 && `missing ${missing.join(', ')}`,
      unexpected.length > 0 && `unexpected ${unexpected.join(', ')}`,
      ...mismatched.map(({ name, saved, wanted }) => `${name} is ${show(saved)} where the model has ${show(wanted)}`),
    ].filter(Boolean)
    super(
      `loadState: the saved state does not fit the model: ${parts.join('; ')}; wanted the same names and shapes; strict: false loads what fits`,
    )
    this.problems = problems
  }
}

export interface LoadOptions {
  /** Throw when anything is missing, unexpected or of another shape (the default); otherwise load what fits. */
  strict?: boolean
  /** With `strict: false`, is told what did not fit. */
  report?: (problems: StateProblems) => void
}

/** A model's parameters and running statistics as a safetensors file, with metadata that comes back from loadState. */
export function saveState(model: object, metadata: Record<string, string> = {}): Uint8Array {
  return writeSafetensors(state(model), metadata)
}

/**
 * Fills a model, in place, from the bytes of saveState, or of any safetensors file with the same names; returns its metadata.
 * Throws {@link StateError} when strict and the file does not fit; the model is unchanged then.
 */
export function loadState(model: object, bytes: Uint8Array, options?: LoadOptions): Record<string, string> {
  const { tensors, metadata } = readSafetensors(bytes)
  loadTensors(state(model), tensors, options)
  return metadata
}

/** Copies tensors by name into those of a state, as {@link loadState} does. */
export function loadTensors(
  into: ReadonlyMap<string, Tensor>,
  saved: ReadonlyMap<string, Tensor>,
  { strict = true, report }: LoadOptions = {},
): void {
  const problems = compare(into, saved)
  const { missing, unexpected, mismatched } = problems
  const fits = missing.length + unexpected.length + mismatched.length === 0
  if (strict && !fits) throw new StateError(problems)
  for (const [name, to] of into) {
    const from = saved.get(name)
    if (from && sameShapeAs(from, to.shape)) to.data.set(from.contiguous().data)
  }
  if (!fits) report?.(problems)
}

function compare(into: ReadonlyMap<string, Tensor>, saved: ReadonlyMap<string, Tensor>): StateProblems {
  return {
    missing: [...into.keys()].filter((name) => !saved.has(name)),
    unexpected: [...saved.keys()].filter((name) => !into.has(name)),
    mismatched: [...into].flatMap(([name, { shape }]) => {
      const tensor = saved.get(name)
      return tensor && !sameShapeAs(tensor, shape) ? [{ name, saved: tensor.shape, wanted: shape }] : []
    }),
  }
}
