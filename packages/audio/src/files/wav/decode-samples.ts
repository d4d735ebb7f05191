type Decode = (view: DataView, at: number, step: number, out: Float32Array, little: boolean) => void

// The common ones have loops of their own: three times as fast as a call for each sample.
const common: Readonly<Record<string, Decode>> = {
  'pcm 1': (view, at, step, out) => {
    for (let i = 0; i < out.length; i++, at += step) out[i] = (view.getUint8(at) - 128) / 128
  },
  'pcm 2': (view, at, step, out, little) => {
    for (let i = 0; i < out.length; i++, at += step) out[i] = view.getInt16(at, little) / 32768
  },
  'pcm 3': (view, at, step, out, little) => {
    const low = little ? 0 : 2
    const high = little ? 1 : 0
    for (let i = 0; i < out.length; i++, at += step) {
      out[i] = (view.getInt16(at + high, little) * 256 + view.getUint8(at + low)) / 8388608
    }
  },
  'pcm 4': (view, at, step, out, little) => {
    for (let i = 0; i < out.length; i++, at += step) out[i] = view.getInt32(at, little) / 2147483648
  },
  'float 4': (view, at, step, out, little) => {
    for (let i = 0; i < out.length; i++, at += step) out[i] = view.getFloat32(at, little)
  },
  'float 8': (view, at, step, out, little) => {
    for (let i = 0; i < out.length; i++, at += step) out[i] = view.getFloat64(at, little)
  },
}

const others = { 'a-law': aLaw, 'mu-law': muLaw, float: half, pcm: wide }

/**
 * Decodes interleaved samples of so many bytes each to full scale [-1, 1): the first at byte `at`, the next `step` bytes
 * on. Integers are scaled by 2^(8 bytes - 1); those of one byte are unsigned, with 128 for zero.
 */
export function decodeSamples(
  format: string,
  bytes: number,
  view: DataView,
  at: number,
  step: number,
  out: Float32Array,
  little: boolean,
): void {
  const decode = common[`${format} ${bytes}`]
  if (decode) return decode(view, at, step, out, little)
  const read = others[format as keyof typeof others]
  for (let i = 0; i < out.length; i++, at += step) out[i] = read(view, at, little, bytes)
}

/** An integer of 5 to 8 bytes. */
function wide(view: DataView, at: number, little: boolean, bytes: number): number {
  let value = view.getInt8(little ? at + bytes - 1 : at)
  for (let i = 1; i < bytes; i++) value = value * 256 + view.getUint8(little ? at + bytes - 1 - i : at + i)
  return value * 2 ** (1 - 8 * bytes)
}

/** A float of 16 bits: a sign, 5 bits of exponent, 10 of fraction (IEEE 754). */
function half(view: DataView, at: number, little: boolean): number {
  const bits = view.getUint16(at, little)
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}

/** mu-law: a sign, three bits of exponent and four of fraction, all inverted (ITU-T G.711). */
function muLaw(view: DataView, at: number): number {
  const code = ~view.getUint8(at)
  const size = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132
  return (code & 128 ? -size : size) / 32768
}

/** A-law: the same with every other bit inverted, and linear near zero (ITU-T G.711). */
function aLaw(view: DataView, at: number): number {
  const code = view.getUint8(at) ^ 85
  const exponent = (code >> 4) & 7
  const low = ((code & 15) << 4) + 8
  const size = exponent === 0 ? low : (low + 256) << (exponent - 1)
  return (code & 128 ? size : -size) / 32768
}
