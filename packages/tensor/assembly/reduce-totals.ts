// Sums stay exact over any number of elements: float32 within a block of rows, float64 from block to block.

/** Rows summed in float32 before they join the float64 totals. */
export const BLOCK: i32 = 64

/** Lanes 0 and 1 as float64. */
export function low(v: v128): v128 {
  return f64x2.promote_low_f32x4(v)
}

/** Lanes 2 and 3 as float64. */
export function high(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3))
}

/** Four float32 out of two pairs of float64. */
export function narrow(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5)
}

/** Adds four lanes to the four float64 at `totals`. */
export function addToTotals(totals: usize, v: v128): void {
  v128.store(totals, f64x2.add(v128.load(totals), low(v)))
  v128.store(totals, f64x2.add(v128.load(totals, 16), high(v)), 16)
}

/** Writes the float64 totals of C channels, C a multiple of 4, as float32. */
export function storeTotals(C: i32, totals: usize, to: usize): void {
  for (const end = to + ((<usize>C) << 2); to < end; to += 16, totals += 32) {
    v128.store(to, narrow(v128.load(totals), v128.load(totals, 16)))
  }
}

/** Writes the first `count` lanes, all four where there are more. */
export function storeLanes(to: usize, v: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, v)
    return
  }
  v128.store32_lane(to, v, 0)
  if (count > 1) v128.store32_lane(to, v, 1, 4)
  if (count > 2) v128.store32_lane(to, v, 2, 8)
}
