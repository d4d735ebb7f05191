/** How a sample stands in a WAV file. */
export type Encoding = 'pcm8' | 'pcm16' | 'pcm24' | 'pcm32' | 'float32' | 'float64'

/** Copies one channel out of or into interleaved samples: the first sample is at `at`, the next `step` bytes on. */
interface Codec {
  bytes: number
  decode(view: DataView, at: number, step: number, out: Float32Array): void
  encode(view: DataView, at: number, step: number, values: Float32Array): void
}

/** The nearest whole number, ties upwards, clipped to the `bits`-bit range; a NaN becomes 0. */
function quantize(value: number, bits: number): number {
  const full = 2 ** (bits - 1)
  const rounded = Math.floor(value * full + 0.5)
  if (rounded >= full) return full - 1
  if (rounded < -full) return -full
  return rounded || 0
}

/** Integers scale by 2^(bits - 1), so that -1 is the most negative one; 8-bit samples are stored with 128 added. */
export const encodings: Readonly<Record<Encoding, Codec>> = {
  pcm8: {
    bytes: 1,
    decode(view, at, step, out) {
      for (let i = 0; i < out.length; i++, at += step) out[i] = (view.getUint8(at) - 128) / 128
    },
    encode(view, at, step, values) {
      for (let i = 0; i < values.length; i++, at += step) view.setUint8(at, quantize(values[i], 8) + 128)
    },
  },
  pcm16: {
    bytes: 2,
    decode(view, at, step, out) {
      for (let i = 0; i < out.length; i++, at += step) out[i] = view.getInt16(at, true) / 32768
    },
    encode(view, at, step, values) {
      for (let i = 0; i < values.length; i++, at += step) view.setInt16(at, quantize(values[i], 16), true)
    },
  },
  pcm24: {
    bytes: 3,
    decode(view, at, step, out) {
      for (let i = 0; i < out.length; i++, at += step) {
        out[i] = (view.getInt16(at + 1, true) * 256 + view.getUint8(at)) / 8388608
      }
    },
    encode(view, at, step, values) {
      for (let i = 0; i < values.length; i++, at += step) {
        const value = quantize(values[i], 24)
        view.setUint8(at, value & 255)
        view.setInt16(at + 1, value >> 8, true)
      }
    },
  },
  pcm32: {
    bytes: 4,
    decode(view, at, step, out) {
      for (let i = 0; i < out.length; i++, at += step) out[i] = view.getInt32(at, true) / 2147483648
    },
    encode(view, at, step, values) {
      for (let i = 0; i < values.length; i++, at += step) view.setInt32(at, quantize(values[i], 32), true)
    },
  },
  float32: {
    bytes: 4,
    decode(view, at, step, out) {
      for (let i = 0; i < out.length; i++, at += step) out[i] = view.getFloat32(at, true)
    },
    encode(view, at, step, values) {
      for (let i = 0; i < values.length; i++, at += step) view.setFloat32(at, values[i], true)
    },
  },
  float64: {
    bytes: 8,
    decode(view, at, step, out) {
      for (let i = 0; i < out.length; i++, at += step) out[i] = view.getFloat64(at, true)
    },
    encode(view, at, step, values) {
      for (let i = 0; i < values.length; i++, at += step) view.setFloat64(at, values[i], true)
    },
  },
}
