import { melFilterbank, windowOf } from '@m3net/audio'
import { writeWav } from '@m3net/audio/files'
import { Rng, Tensor, writeSafetensors } from '@m3net/tensor'
import { music } from './music.ts'

/** The front end in which rivals are compared: frames of 512 samples every 160, a Hann window of 480 in their middle, 64 bands. */
export const frontEnd = {
  sampleRate: 16000,
  fft: 512,
  window: 480,
  hop: 160,
  mels: 64,
  low: 20,
  high: 8000,
  floor: 1e-6,
}

/** Seconds of the `disc` that is resampled. */
export const resampledSeconds = 5
/** Seconds of the recording that is decoded. */
export const recordingSeconds = 30

const DISC_RATE = 44100
const CLIPS = 32
const FRAMES = 256

/**
 * What every contender reads: `clips` [32, 16000], `frames512` and `frames1024` [256, n] and a `disc` [220500] of 44.1 kHz, all of noise, the
 * `window` [512] and the `filterbank` [257, 64], so that all do the same; the front end's numbers in the metadata.
 */
export function signalTask(seed = 'rivals'): Uint8Array {
  const rng = new Rng(seed)
  const noise = (...shape: number[]): Tensor => {
    const x = Tensor.zeros(shape)
    for (let i = 0; i < x.data.length; i++) x.data[i] = 0.1 * rng.normal()
    return x
  }
  const { fft, window, sampleRate, mels, low, high } = frontEnd
  const centred = Tensor.zeros([fft])
  centred.data.set(windowOf('hann', window), (fft - window) / 2)
  const tensors = new Map([
    ['clips', noise(CLIPS, sampleRate)],
    ['frames512', noise(FRAMES, 512)],
    ['frames1024', noise(FRAMES, 1024)],
    ['disc', noise(DISC_RATE * resampledSeconds)],
    ['window', centred],
    ['filterbank', melFilterbank({ bins: fft / 2 + 1, sampleRate, mels, low, high })],
  ])
  return writeSafetensors(tensors, { frontEnd: JSON.stringify({ ...frontEnd, discRate: DISC_RATE }) })
}

/** The recording that is decoded, as WAV: 44.1 kHz, stereo, 16 bits. */
export function recording(): Uint8Array {
  const channels = music({ sampleRate: DISC_RATE, channels: 2, seconds: recordingSeconds })
  return writeWav({ sampleRate: DISC_RATE, channels })
}
