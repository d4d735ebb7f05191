import { madd } from '../../packages/tensor/assembly/multiply-add'

/**
 * y [m, n] = a [m, k] b, m a multiple of three, n of twelve: tiles of three rows by twelve columns rather than four by eight. They load six
 * vectors for nine products rather than six for eight, but nine sums and six vectors are more than V8 of Node 20 keeps in registers.
 */
export function gemmWide(m: i32, k: i32, n: i32, a: usize, aRow: i32, packed: usize, y: usize, yRow: i32): void {
  for (let i = 0; i < m; i += 48) {
    const rows = min(48, m - i)
    for (let j = 0; j < n; j += 12) panel(rows, k, a + i * aRow, aRow, packed + j * k * 4, y + i * yRow + j * 4, yRow)
  }
}

/** Packs b [k, n] into n / 12 panels of k x 12. */
export function packWide(k: i32, n: i32, b: usize, bRow: i32, bColumn: i32, to: usize): void {
  for (let j = 0; j < n; j += 12) {
    for (let i = 0; i < k; i++) {
      for (let c = j; c < j + 12; c++, to += 4) store<f32>(to, load<f32>(b + i * bRow + c * bColumn))
    }
  }
}

function panel(rows: i32, k: i32, a: usize, aRow: i32, b: usize, y: usize, yRow: i32): void {
  for (; rows > 0; rows -= 3, a += 3 * aRow, y += 3 * yRow) {
    let p0 = a
    let p1 = a + aRow
    let p2 = a + 2 * aRow
    let q = b
    let a0 = f32x4.splat(0)
    let a1 = a0
    let a2 = a0
    let b0 = a0
    let b1 = a0
    let b2 = a0
    let c0 = a0
    let c1 = a0
    let c2 = a0
    for (let i = 0; i < k; i++) {
      const v0 = v128.load(q)
      const v1 = v128.load(q, 16)
      const v2 = v128.load(q, 32)
      let factor = v128.load32_splat(p0)
      a0 = madd(factor, v0, a0)
      a1 = madd(factor, v1, a1)
      a2 = madd(factor, v2, a2)
      factor = v128.load32_splat(p1)
      b0 = madd(factor, v0, b0)
      b1 = madd(factor, v1, b1)
      b2 = madd(factor, v2, b2)
      factor = v128.load32_splat(p2)
      c0 = madd(factor, v0, c0)
      c1 = madd(factor, v1, c1)
      c2 = madd(factor, v2, c2)
      p0 += 4
      p1 += 4
      p2 += 4
      q += 48
    }
    put(y, a0, a1, a2)
    put(y + yRow, b0, b1, b2)
    put(y + 2 * yRow, c0, c1, c2)
  }
}

function put(to: usize, a: v128, b: v128, c: v128): void {
  v128.store(to, a)
  v128.store(to, b, 16)
  v128.store(to, c, 32)
}
