/** Zeroes so many floats. */
export function fillZero(to: usize, count: i32): void {
  memory.fill(to, 0, <usize>count * 4)
}

/** Copies so many floats. */
export function copyFloats(to: usize, from: usize, count: i32): void {
  memory.copy(to, from, <usize>count * 4)
}
