/**
 * Step sizes: 7 to 14, then each a tenth larger, rounded down.
 * Source: IMA Digital Audio Focus and Technical Working Groups, Recommended Practices 3.0, 1992, table 2.
 */
const steps = /* @__PURE__ */ Array.from({ length: 89 }, (_, i) =>
  i < 8 ? 7 + i : Math.min(Math.floor(16 * 1.1 ** (i - 8)), 32767),
)

/**
 * Decodes one channel of a block: `out.length` samples, of which the head at byte `at` holds the first. The others
 * follow `step` bytes on, eight in four bytes, the low half of each first, and the next eight `step` bytes on again.
 * Source: Microsoft, New Multimedia Data Types and Data Techniques 3.0, 1994, IMA ADPCM.
 */
export function decodeIma(view: DataView, at: number, step: number, out: Float32Array, little: boolean): void {
  let value = view.getInt16(at, little)
  let index = Math.min(view.getUint8(at + 2), 88)
  out[0] = value / 32768
  for (let i = 1; i < out.length; i++) {
    const code = view.getUint8(at + ((i + 7) >> 3) * step + (((i - 1) >> 1) & 3)) >> (i & 1 ? 0 : 4)
    const size = steps[index]
    let change = size >> 3
    if (code & 4) change += size
    if (code & 2) change += size >> 1
    if (code & 1) change += size >> 2
    value = Math.max(-32768, Math.min(32767, code & 8 ? value - change : value + change))
    index = Math.max(0, Math.min(88, index + (code & 4 ? 2 * (code & 3) + 2 : -1)))
    out[i] = value / 32768
  }
}
