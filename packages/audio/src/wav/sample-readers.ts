/** The value of the sample at byte `at`; full scale is [-1, 1). */
export type SampleReader = (view: DataView, at: number) => number

/** Integers of `bytes` bytes, scaled by 2^(8 bytes - 1). Those of one byte are unsigned, with 128 for zero. */
export function integerReader(bytes: number, little: boolean): SampleReader {
  if (bytes === 1) return (view, at) => (view.getUint8(at) - 128) / 128
  if (bytes === 2) return (view, at) => view.getInt16(at, little) / 32768
  const first = little ? bytes - 1 : 0 // the highest
  const step = little ? -1 : 1
  const scale = 2 ** (1 - 8 * bytes)
  return (view, at) => {
    let value = view.getInt8(at + first)
    for (let i = 1; i < bytes; i++) value = value * 256 + view.getUint8(at + first + i * step)
    return value * scale
  }
}

/** IEEE floats of 2, 4 or 8 bytes. */
export function floatReader(bytes: number, little: boolean): SampleReader {
  if (bytes === 4) return (view, at) => view.getFloat32(at, little)
  if (bytes === 8) return (view, at) => view.getFloat64(at, little)
  return (view, at) => {
    const bits = view.getUint16(at, little)
    const sign = bits & 0x8000 ? -1 : 1
    const exponent = (bits >> 10) & 31
    const fraction = bits & 1023
    if (exponent === 31) return fraction ? NaN : sign * Infinity
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
  }
}

/** mu-law: a sign, three bits of exponent and four of fraction, all inverted (ITU-T G.711). */
export const muLaw: SampleReader = (view, at) => {
  const code = ~view.getUint8(at)
  const size = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132
  return (code & 128 ? -size : size) / 32768
}

/** A-law: the same with every other bit inverted, and linear near zero (ITU-T G.711). */
export const aLaw: SampleReader = (view, at) => {
  const code = view.getUint8(at) ^ 85
  const exponent = (code >> 4) & 7
  const low = ((code & 15) << 4) + 8
  const size = exponent === 0 ? low : (low + 256) << (exponent - 1)
  return (code & 128 ? size : -size) / 32768
}
