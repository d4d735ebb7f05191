/** Arrays of numbers one after the other; where all but one are empty, that one itself. */
export function join(...parts: readonly Float32Array[]): Float32Array {
  const filled = parts.filter(({ length }) => length > 0)
  if (filled.length === 1) return filled[0]
  const joined = new Float32Array(filled.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of filled) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
