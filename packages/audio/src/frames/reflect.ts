/**
 * The signal with `margin` samples mirrored at each end, without repeating the end itself, [samples + 2 margin]:
 * torch.nn.functional.pad's mode 'reflect'.
 * @throws RangeError that begins with `op` when the signal has no more than `margin` samples.
 */
export function reflect(op: string, signal: Float32Array, margin: number): Float32Array {
  const samples = signal.length
  if (samples <= margin) {
    throw new RangeError(`${op}: the signal has ${samples} samples; wanted at least ${margin + 1} to mirror; pad it`)
  }
  const padded = new Float32Array(samples + 2 * margin)
  padded.set(signal, margin)
  for (let i = 1; i <= margin; i++) {
    padded[margin - i] = signal[i]
    padded[margin + samples - 1 + i] = signal[samples - 1 - i]
  }
  return padded
}
