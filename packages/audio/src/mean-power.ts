/** Mean of the squares, 0 for no samples. */
export function meanPower(signal: Float32Array): number {
  let sum = 0
  for (let i = 0; i < signal.length; i++) sum += signal[i] * signal[i]
  return signal.length > 0 ? sum / signal.length : 0
}
