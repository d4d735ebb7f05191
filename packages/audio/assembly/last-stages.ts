/**
 * Transforms of length 8, without twiddle factors. Sums of the even legs wait in `to` for those of the odd ones: there
 * are not registers enough for all.
 */
export function lastStage8(plane: usize, from: usize, to: usize): void {
  const leg = plane >> 3
  for (const end = from + leg; from < end; from += 16, to += 16) {
    const ar = v128.load(from)
    const ai = v128.load(from + plane)
    let x = from + 2 * leg
    const cr = v128.load(x)
    const ci = v128.load(x + plane)
    x += 2 * leg
    const er = v128.load(x)
    const ei = v128.load(x + plane)
    x += 2 * leg
    const gr = v128.load(x)
    const gi = v128.load(x + plane)
    let r = f32x4.add(cr, gr)
    let i = f32x4.add(ci, gi)
    storeSums(f32x4.add(ar, er), f32x4.add(ai, ei), r, i, to, 2 * leg, plane)
    r = f32x4.sub(ci, gi)
    i = f32x4.sub(gr, cr)
    storeSums(f32x4.sub(ar, er), f32x4.sub(ai, ei), r, i, to + leg, 2 * leg, plane)
    x = from + leg
    const br = v128.load(x)
    const bi = v128.load(x + plane)
    x += 2 * leg
    const dr = v128.load(x)
    const di = v128.load(x + plane)
    x += 2 * leg
    const fr = v128.load(x)
    const fi = v128.load(x + plane)
    x += 2 * leg
    const hr = v128.load(x)
    const hi = v128.load(x + plane)
    const lr = f32x4.add(br, fr)
    const li = f32x4.add(bi, fi)
    const mr = f32x4.sub(br, fr)
    const mi = f32x4.sub(bi, fi)
    const sr = f32x4.add(dr, hr)
    const si = f32x4.add(di, hi)
    const tr = f32x4.sub(di, hi)
    const ti = f32x4.sub(hr, dr)
    addToSums(f32x4.add(lr, sr), f32x4.add(li, si), to, 4 * leg, plane)
    addToSums(f32x4.sub(li, si), f32x4.sub(sr, lr), to + 2 * leg, 4 * leg, plane)
    const root = f32x4.splat(<f32>Math.SQRT1_2)
    r = f32x4.add(mr, tr)
    i = f32x4.add(mi, ti)
    addToSums(f32x4.mul(root, f32x4.add(r, i)), f32x4.mul(root, f32x4.sub(i, r)), to + leg, 4 * leg, plane)
    r = f32x4.sub(tr, mr)
    i = f32x4.sub(ti, mi)
    addToSums(f32x4.mul(root, f32x4.sub(r, i)), f32x4.mul(root, f32x4.add(r, i)), to + 3 * leg, 4 * leg, plane)
  }
}

/** Transforms of length 2. */
export function lastStage2(plane: usize, from: usize, to: usize): void {
  const leg = plane >> 1
  for (const end = from + leg; from < end; from += 16, to += 16) {
    const x = from + leg
    storeSums(v128.load(from), v128.load(from + plane), v128.load(x), v128.load(x + plane), to, leg, plane)
  }
}

/** What waits at `to`, plus and minus numbers r + i sqrt(-1): the sum stays at `to`, the difference is `apart` from it. */
function addToSums(r: v128, i: v128, to: usize, apart: usize, plane: usize): void {
  storeSums(v128.load(to), v128.load(to + plane), r, i, to, apart, plane)
}

function storeSums(ar: v128, ai: v128, br: v128, bi: v128, to: usize, apart: usize, plane: usize): void {
  v128.store(to, f32x4.add(ar, br))
  v128.store(to + plane, f32x4.add(ai, bi))
  to += apart
  v128.store(to, f32x4.sub(ar, br))
  v128.store(to + plane, f32x4.sub(ai, bi))
}
