import { sumsOfLanes } from './lanes'
import { realFft } from './real-fft'

/**
 * Band sums [frames, mels] at `rows` of frames that begin every `hop` bytes at `signal`, each computed by itself.
 * `power` is 2 for powers, 1 for magnitudes; for the rest see realFft and sumBands. May write 12 bytes beyond the last
 * row.
 */
export function melFrames(
  frames: i32,
  hop: usize,
  signal: usize,
  half: i32,
  window: usize,
  twiddles: usize,
  turns: usize,
  scratch: usize,
  spectrum: usize,
  power: i32,
  mels: i32,
  bands: usize,
  weights: usize,
  rows: usize,
): void {
  for (; frames > 0; frames--, signal += hop, rows += (<usize>mels) << 2) {
    realFft(half, signal, window, twiddles, turns, scratch, spectrum, 0)
    if (power === 1) roots(half + 1, spectrum)
    sumBands(mels, spectrum, bands, weights, rows)
  }
}

/** The square roots of `count` numbers, in place. */
function roots(count: i32, x: usize): void {
  for (const end = x + ((<usize>count) << 2); x < end; x += 16) v128.store(x, f32x4.sqrt(v128.load(x)))
}

/**
 * row(m) = sum over k of weight(m, k) spectrum(first(m) + k), four bands at a time. `bands` holds for each four of them
 * the places of their first bins and the length of all their weights, in bytes. `weights` holds four of the first band,
 * of the second, of the third, of the fourth, then the next four of each; those beyond the end of a band are zeros.
 */
function sumBands(mels: i32, spectrum: usize, bands: usize, weights: usize, row: usize): void {
  for (const end = row + ((<usize>mels) << 2); row < end; row += 16, bands += 20) {
    let pa = spectrum + load<u32>(bands)
    let pb = spectrum + load<u32>(bands, 4)
    let pc = spectrum + load<u32>(bands, 8)
    let pd = spectrum + load<u32>(bands, 12)
    let a = f32x4.splat(0)
    let b = a
    let c = a
    let d = a
    for (const last = weights + load<u32>(bands, 16); weights < last; weights += 64) {
      a = f32x4.add(a, f32x4.mul(v128.load(pa), v128.load(weights)))
      b = f32x4.add(b, f32x4.mul(v128.load(pb), v128.load(weights, 16)))
      c = f32x4.add(c, f32x4.mul(v128.load(pc), v128.load(weights, 32)))
      d = f32x4.add(d, f32x4.mul(v128.load(pd), v128.load(weights, 48)))
      pa += 16
      pb += 16
      pc += 16
      pd += 16
    }
    v128.store(row, sumsOfLanes(a, b, c, d))
  }
}
