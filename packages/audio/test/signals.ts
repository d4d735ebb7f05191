import { goldenData, type Golden } from '../../../test-support/golden.ts'

/** The noise of golden/signals.py, [samples] in [-1, 1). */
export function noise(samples: number, seed = 1): Float32Array {
  const values = new Float32Array(samples)
  let x = seed
  for (let i = 0; i < samples; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    values[i] = x / 2147483648 - 1
  }
  return values
}

/** The largest absolute difference of two arrays, which must be of one length. */
export function distance(actual: ArrayLike<number>, wanted: Golden | ArrayLike<number>): number {
  const numbers = 'data' in wanted ? goldenData(wanted) : wanted
  if (actual.length !== numbers.length) throw new Error(`${actual.length} numbers, wanted ${numbers.length}`)
  let worst = 0
  for (let i = 0; i < numbers.length; i++) {
    const difference = Math.abs(actual[i] - numbers[i])
    if (Number.isNaN(difference)) return difference
    if (difference > worst) worst = difference
  }
  return worst
}

/** The Euclidean length of the difference over that of what was wanted. */
export function relativeDistance(actual: ArrayLike<number>, wanted: Golden): number {
  const numbers = goldenData(wanted)
  if (actual.length !== numbers.length) throw new Error(`${actual.length} numbers, wanted ${numbers.length}`)
  let error = 0
  let total = 0
  for (let i = 0; i < numbers.length; i++) {
    error += (actual[i] - numbers[i]) ** 2
    total += numbers[i] ** 2
  }
  return total === 0 ? Math.sqrt(error) : Math.sqrt(error / total)
}

/** FNV-1a of the bits of float32 numbers, as eight hexadecimal digits. */
export function fingerprint(values: Float32Array): string {
  let hash = 0x811c9dc5
  for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return hash.toString(16).padStart(8, '0')
}

/** What `run` throws. */
export function thrown(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('nothing was thrown')
}
