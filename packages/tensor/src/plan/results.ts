import { Tensor } from '../tensor.ts'

/** What a compiled function may return. */
export type Results = Tensor | readonly Tensor[] | Readonly<Record<string, Tensor | readonly Tensor[]>>

/** All tensors of a result, in order. Throws a TypeError where it holds anything else. */
export function flatten(results: Results): readonly Tensor[] {
  if (results instanceof Tensor) return [results]
  if (!isPlain(results)) throw wrong('the result', results)
  return Object.entries(results).flatMap(([key, entry]) => {
    if (entry instanceof Tensor) return [entry]
    if (!Array.isArray(entry) || Array.isArray(results)) throw wrong(`result ${key}`, entry)
    return entry.map((x: unknown, i) => {
      if (x instanceof Tensor) return x
      throw wrong(`result ${key}[${i}]`, x)
    })
  })
}

/** The structure of `like` with its tensors replaced, in order. */
export function unflatten(like: Results, tensors: readonly Tensor[]): Results {
  let next = 0
  const replace = (entry: Tensor | readonly Tensor[]): Tensor | readonly Tensor[] =>
    entry instanceof Tensor ? tensors[next++] : entry.map(() => tensors[next++])
  if (like instanceof Tensor) return tensors[0]
  if (Array.isArray(like)) return [...tensors]
  return Object.fromEntries(Object.entries(like).map(([key, entry]) => [key, replace(entry)]))
}

/** What a value is, for a message. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value !== 'object') return `a ${typeof value}`
  return value.constructor?.name ? `of ${value.constructor.name}` : 'an object'
}

/** Lists and records; a Promise is neither, nor is an instance of a class. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return true
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value))
}

function wrong(what: string, value: unknown): TypeError {
  return new TypeError(
    `compile: ${what} of the function is ${kindOf(value)}; wanted a Tensor, a list of them, or a record of both`,
  )
}
