/** How `writeWav` stores a sample. */
export type Encoding = 'pcm8' | 'pcm16' | 'pcm24' | 'pcm32' | 'float32' | 'float64'

/** The nearest whole number, ties upwards, clipped to the `bits`-bit range; a NaN becomes 0. */
function quantize(value: number, bits: number): number {
  const full = 2 ** (bits - 1)
  const rounded = Math.floor(value * full + 0.5)
  if (rounded >= full) return full - 1
  if (rounded < -full) return -full
  return rounded || 0
}

/**
 * How the bytes of a sample are written. Integers scale by 2^(bits - 1), so that -1 is the most negative one; 8-bit
 * samples are stored with 128 added.
 */
export const encodings: Readonly<Record<Encoding, (view: DataView, at: number, value: number) => void>> = {
  pcm8: (view, at, value) => view.setUint8(at, quantize(value, 8) + 128),
  pcm16: (view, at, value) => view.setInt16(at, quantize(value, 16), true),
  pcm24: (view, at, value) => {
    const whole = quantize(value, 24)
    view.setUint8(at, whole)
    view.setInt16(at + 1, whole >> 8, true)
  },
  pcm32: (view, at, value) => view.setInt32(at, quantize(value, 32), true),
  float32: (view, at, value) => view.setFloat32(at, value, true),
  float64: (view, at, value) => view.setFloat64(at, value, true),
}
