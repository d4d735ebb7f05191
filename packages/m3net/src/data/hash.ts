import { hex32 } from './content-hash.ts'

/** SHA-1 (FIPS 180-4, 6.1) as 40 hex digits; text is taken as UTF-8. Here because Speech Commands' split rule is made of it. */
export function sha1(message: Uint8Array | string): string {
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  const w = new Int32Array(80)
  eachBlock(message, (view, at) => {
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + 4 * t)
    for (let t = 16; t < 80; t++) w[t] = left(w[t - 3]! ^ w[t - 8]! ^ w[t - 14]! ^ w[t - 16]!, 1)
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number]
    for (let t = 0; t < 80; t++) {
      const stage = Math.floor(t / 20)
      const f = stage === 0 ? (b & c) ^ (~b & d) : stage === 2 ? (b & c) ^ (b & d) ^ (c & d) : b ^ c ^ d
      const next = (left(a, 5) + f + e + sha1Constants[stage]! + w[t]!) | 0
      e = d
      d = c
      c = left(b, 30)
      b = a
      a = next
    }
    ;[a, b, c, d, e].forEach((x, i) => (state[i]! += x))
  })
  return Array.from(state, hex32).join('')
}

/** SHA-256 (FIPS 180-4, 6.2) as 64 hex digits; text is taken as UTF-8. */
export function sha256(message: Uint8Array | string): string {
  // FIPS 180-4, 5.3.3.
  const state = Int32Array.of(
    0x6a09e667,
    0xbb67ae85,
    0x3c6ef372,
    0xa54ff53a,
    0x510e527f,
    0x9b05688c,
    0x1f83d9ab,
    0x5be0cd19,
  )
  const w = new Int32Array(64)
  eachBlock(message, (view, at) => {
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + 4 * t)
    for (let t = 16; t < 64; t++) {
      const x = w[t - 15]!
      const y = w[t - 2]!
      const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3)
      const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10)
      w[t] = s1 + w[t - 7]! + s0 + w[t - 16]!
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as Eight
    for (let t = 0; t < 64; t++) {
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25)
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + sha256Constants[t]! + w[t]!) | 0
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22)
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    ;[a, b, c, d, e, f, g, h].forEach((x, i) => (state[i]! += x))
  })
  return Array.from(state, hex32).join('')
}

type Eight = [number, number, number, number, number, number, number, number]

const left = (x: number, n: number): number => (x << n) | (x >>> (32 - n))
const right = (x: number, n: number): number => (x >>> n) | (x << (32 - n))

// FIPS 180-4, 4.2.1.
const sha1Constants = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6]

// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
// oxfmt-ignore
const sha256Constants = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]

/** Calls `block` for each 64-byte block of the padded message (FIPS 180-4, 5.1.1). */
function eachBlock(message: Uint8Array | string, block: (view: DataView, at: number) => void): void {
  const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message
  const whole = bytes.length & ~63
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < whole; at += 64) block(view, at)
  const rest = bytes.length - whole
  const tail = new Uint8Array(rest < 56 ? 64 : 128)
  tail.set(bytes.subarray(whole))
  tail[rest] = 0x80
  const tailView = new DataView(tail.buffer)
  tailView.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29))
  tailView.setUint32(tail.length - 4, (bytes.length << 3) >>> 0)
  for (let at = 0; at < tail.length; at += 64) block(tailView, at)
}
