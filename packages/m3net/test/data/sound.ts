import { writeWav } from '@m3net/audio/files'

/** A mono WAV file of `seconds` at `sampleRate` Hz; another `pitch` gives other bytes. */
export function sound(seconds = 0.01, { sampleRate = 16000, pitch = 1, channels = 1 } = {}): Uint8Array {
  const samples = Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => ((i * pitch) % 64) / 128)
  return writeWav({ sampleRate, channels: new Array<Float32Array>(channels).fill(samples) })
}

/** Sounds of different bytes at the given paths. */
export function sounds(paths: readonly string[]): Record<string, Uint8Array> {
  return Object.fromEntries(paths.map((path, i) => [path, sound(0.01, { pitch: i + 1 })]))
}

/** The message of what a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
  throw new Error('it did not reject')
}

/** The message of what a call throws. */
export function thrown(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
  throw new Error('it did not throw')
}
