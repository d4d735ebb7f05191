import { Rng } from '@m3net/tensor'

/** How a recording sounds that is made up: Hz, channels, seconds. */
interface Recording {
  sampleRate: number
  channels: number
  seconds: number
}

/** Notes of some partials that die away over a floor of noise: FLAC makes about half of it, as it does of music. */
export function music({ sampleRate, channels, seconds }: Recording): Float32Array[] {
  const rng = new Rng('music')
  return Array.from({ length: channels }, (_, channel) => {
    const pan = 0.7 + 0.3 * channel
    let phase = 0
    return Float32Array.from({ length: sampleRate * seconds }, (_, i) => {
      const t = i / sampleRate
      const note = Math.floor(2 * t)
      phase += (2 * Math.PI * 110 * 2 ** (((note * 7) % 24) / 12)) / sampleRate
      const loud = 0.3 * Math.exp(-3 * (t - note / 2)) * pan
      return loud * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(5 * phase)) + 0.003 * rng.normal()
    })
  })
}
