/** One array of numbers after the other; where the first is empty, the second itself. */
export function join(head: Float32Array, tail: Float32Array): Float32Array {
  if (head.length === 0) return tail
  const joined = new Float32Array(head.length + tail.length)
  joined.set(head)
  joined.set(tail, head.length)
  return joined
}
