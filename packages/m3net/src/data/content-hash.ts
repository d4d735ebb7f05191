/**
 * 64 bits that tell files apart by content, as 16 hex digits: two MurmurHash3 (Appleby 2011, x86 32-bit) with different seeds
 * in one pass. Against accident, not against malice: for that there is sha256.
 */
export function contentHash(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length & ~3
  let a = 0x2f0b4c47
  let b = 0x71c9d8e3
  for (let i = 0; i < whole; i += 4) {
    const k = Math.imul(view.getUint32(i, true), 0xcc9e2d51)
    const mixed = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    a ^= mixed
    a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0
    b ^= Math.imul(mixed ^ (mixed >>> 16), 0x9e3779b1)
    b = (Math.imul((b << 11) | (b >>> 21), 9) + 0x38495ab5) | 0
  }
  let tail = 0
  for (let i = whole; i < bytes.length; i++) tail |= bytes[i]! << (8 * (i - whole))
  a = finish(a ^ Math.imul(tail, 0xcc9e2d51) ^ bytes.length)
  b = finish(b ^ Math.imul(tail, 0x9e3779b1) ^ Math.imul(bytes.length, 0x1b873593))
  return hex32(a) + hex32(b)
}

function finish(h: number): number {
  let x = h ^ (h >>> 16)
  x = Math.imul(x, 0x85ebca6b)
  x ^= x >>> 13
  x = Math.imul(x, 0xc2b2ae35)
  return x ^ (x >>> 16)
}

/** An unsigned 32-bit number as eight hex digits. */
export const hex32 = (x: number): string => (x >>> 0).toString(16).padStart(8, '0')
