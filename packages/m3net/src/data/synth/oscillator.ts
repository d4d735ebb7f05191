/** Hz of every sound that is made here. */
export const synthRate = 16000

/** Math.sin and Math.pow differ between engines in the last bit of float64; rounded to float32 at once they agree. */
export const sine = (x: number): number => Math.fround(Math.sin(x))
export const power = (base: number, exponent: number): number => Math.fround(Math.pow(base, exponent))

/** A number between low and high at `share` of the way in octaves: the ear's straight line. */
export const glide = (low: number, high: number, share: number): number => low * power(high / low, share)

/** A sound of n samples from a function of its time, which runs from 0 to just below 1. */
export function shaped(n: number, sampleAt: (time: number) => number): Float32Array {
  return Float32Array.from({ length: n }, (_, i) => sampleAt(i / n))
}

/** A tone of n samples whose frequency (Hz) is a function of its time in [0, 1); it begins at the given phase (radians). */
export function tone(n: number, phase: number, frequencyAt: (time: number) => number): Float32Array {
  let angle = phase
  return shaped(n, (time) => {
    angle = (angle + (2 * Math.PI * frequencyAt(time)) / synthRate) % (2 * Math.PI)
    return sine(angle)
  })
}

/** Rises over the first `edge` samples and falls over the last, so that nothing clicks. In place. */
export function faded(sound: Float32Array, edge: number): Float32Array {
  const width = Math.min(edge, sound.length >> 1)
  for (let i = 0; i < width; i++) {
    sound[i] *= i / width
    sound[sound.length - 1 - i] *= i / width
  }
  return sound
}

/** Adds `sound` into `target` from sample `at` on; what reaches beyond the end is lost. */
export function mixInto(target: Float32Array, sound: Float32Array, at: number): void {
  for (let i = 0; i < sound.length && at + i < target.length; i++) target[at + i] += sound[i]
}

/** Scaled to the given root mean square. In place; silence stays silence. */
export function levelled(sound: Float32Array, level: number): Float32Array {
  let sum = 0
  for (const sample of sound) sum += sample * sample
  if (sum === 0) return sound
  const factor = level / Math.sqrt(sum / sound.length)
  for (let i = 0; i < sound.length; i++) sound[i] *= factor
  return sound
}
