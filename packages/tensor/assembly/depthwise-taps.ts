/**
 * w [C, taps] -> [taps, C4], C4 = C rounded up to a multiple of four, the rest zeros; in reverse order where `turned`, which makes the
 * taps of an input gradient.
 */
export function packTaps(C: i32, taps: i32, w: usize, to: usize, turned: i32): void {
  const row = ((C + 3) & ~3) * 4
  for (let tap = 0; tap < taps; tap++, to += row) {
    v128.store(to + row - 16, f32x4.splat(0))
    const from = w + (turned ? taps - 1 - tap : tap) * 4
    for (let c = 0; c < C; c++) store<f32>(to + c * 4, load<f32>(from + c * taps * 4))
  }
}

/** [taps, C4] -> w [C, taps]: what `packTaps` does, undone. */
export function unpackTaps(C: i32, taps: i32, from: usize, w: usize): void {
  const row = ((C + 3) & ~3) * 4
  for (let tap = 0; tap < taps; tap++, from += row) {
    for (let c = 0; c < C; c++) store<f32>(w + (c * taps + tap) * 4, load<f32>(from + c * 4))
  }
}
