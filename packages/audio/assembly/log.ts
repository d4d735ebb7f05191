/**
 * x = scale ln(max(x, floor)) for `count` numbers in place; NaN and infinity stay. `floor` is a normal number.
 * Writes to the next multiple of eight numbers.
 */
export function scaledLog(count: i32, x: usize, floor: f32, scale: f32): void {
  const floors = f32x4.splat(floor)
  const scales = f32x4.splat(scale)
  for (const end = x + ((<usize>count) << 2); x < end; x += 32) {
    // Two at a time share the constants, which V8 makes anew in each round.
    const a = f32x4.mul(scales, log(f32x4.pmax(v128.load(x), floors)))
    const b = f32x4.mul(scales, log(f32x4.pmax(v128.load(x, 16), floors)))
    v128.store(x, a)
    v128.store(x, b, 16)
  }
}

/**
 * ln x of normal positive numbers, off by less than one unit in the last place; NaN and infinity stay. x = 2^e (1 + f)
 * with 1 + f between sqrt(1/2) and sqrt(2), and ln(1 + f) = 2 artanh s = f - f^2 / 2 + s (f^2 / 2 + r(s^2)) with
 * s = f / (2 + f). Source of r: fdlibm, e_logf.c.
 */
function log(x: v128): v128 {
  const rootOfHalf = i32x4.splat(0x3f3504f3)
  const shifted = i32x4.sub(x, rootOfHalf)
  const e = f32x4.convert_i32x4_s(i32x4.shr_s(shifted, 23))
  const m = i32x4.add(v128.and(shifted, i32x4.splat(0x7fffff)), rootOfHalf)
  const f = f32x4.sub(m, f32x4.splat(1))
  const s = f32x4.div(f, f32x4.add(m, f32x4.splat(1)))
  const z = f32x4.mul(s, s)
  const w = f32x4.mul(z, z)
  const odd = f32x4.add(f32x4.splat(0.66666662693), f32x4.mul(w, f32x4.splat(0.28498786688)))
  const even = f32x4.add(f32x4.splat(0.40000972152), f32x4.mul(w, f32x4.splat(0.24279078841)))
  const r = f32x4.add(f32x4.mul(z, odd), f32x4.mul(w, even))
  const h = f32x4.mul(f32x4.mul(f, f), f32x4.splat(0.5))
  const low = f32x4.mul(e, f32x4.splat(9.0580006145e-6)) // ln 2 = 6.9313812256e-1 + 9.0580006145e-6
  const tail = f32x4.sub(f32x4.add(f32x4.mul(s, f32x4.add(h, r)), low), h)
  const y = f32x4.add(f32x4.add(tail, f), f32x4.mul(e, f32x4.splat(6.9313812256e-1)))
  return v128.bitselect(y, x, f32x4.lt(x, f32x4.splat(Infinity)))
}
