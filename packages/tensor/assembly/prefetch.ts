// A walk along one strip of channels after the other asks for memory in an order that no processor foresees: whatever is not in cache is
// then waited for. A walk that reads on the side, in order, what comes next has it fetched in time. It costs up to 8 % where all is in
// cache; where it is not, depthwise 3x3 takes 25 % more (forward) and 50 % more (gradient of the taps) pixels a second.

/** Reads 16 bytes and forgets them. Engines keep such a load, since it might trap. */
export function prefetch(at: usize): void {
  v128.load(at)
}

/** The lowest address of a row of `length` pixels that lie `step` bytes apart, the first at `row`. */
export function rowStart(row: usize, length: i32, step: i32): usize {
  return step < 0 ? row + (length - 1) * step : row
}
