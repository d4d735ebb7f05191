/** Stores the first `count` of eight numbers; all of them if there are more. */
export function storeSome(to: usize, left: v128, right: v128, count: i32): void {
  if (count >= 8) {
    v128.store(to, left)
    v128.store(to, right, 16)
    return
  }
  if (count & 4) {
    v128.store(to, left)
    left = right
    to += 16
  }
  if (count & 2) {
    v128.store64_lane(to, left, 0)
    left = v128.shuffle<f32>(left, left, 2, 3, 2, 3)
    to += 8
  }
  if (count & 1) v128.store32_lane(to, left, 0)
}
