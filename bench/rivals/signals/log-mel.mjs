/**
 * Log-mel of a clip around a Fourier transform that brings none: `transform(frame, powers)` gets 512 windowed samples and fills the 257 powers.
 * The rest is as lean as JavaScript allows: only the bins of a band's triangle are summed. Gives [frames, mels].
 */
export function logMelAround({ fft, hop, mels, floor, windowing, filterbank }, transform) {
  const bins = fft / 2 + 1
  const bands = Array.from({ length: mels }, (_, mel) => {
    const column = Array.from({ length: bins }, (_, bin) => filterbank[bin * mels + mel])
    const start = Math.max(
      column.findIndex((weight) => weight > 0),
      0,
    )
    const end = column.findLastIndex((weight) => weight > 0) + 1
    return { start, weights: Float32Array.from(column.slice(start, end)) }
  })
  const frame = new Float32Array(fft)
  const powers = new Float32Array(bins)
  return (clip) => {
    const count = 1 + Math.floor((clip.length - fft) / hop)
    const features = new Float32Array(count * mels)
    for (let t = 0; t < count; t++) {
      for (let i = 0; i < fft; i++) frame[i] = clip[t * hop + i] * windowing[i]
      transform(frame, powers)
      for (let mel = 0; mel < mels; mel++) {
        const { start, weights } = bands[mel]
        let sum = 0
        for (let i = 0; i < weights.length; i++) sum += weights[i] * powers[start + i]
        features[t * mels + mel] = Math.log(Math.max(sum, floor))
      }
    }
    return features
  }
}

/** Many arrays of numbers as one. */
export const joined = (arrays) => Float32Array.from(arrays.flatMap((array) => Array.from(array)))
