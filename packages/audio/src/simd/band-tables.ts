import type { MelBand } from '../bands/mel-bands.ts'

/** Mel bands by fours, as the kernel reads them (assembly/mel.ts, sumBands). */
export interface BandTables {
  /** For each four bands: the places of their first bins and the length of their weights, in bytes. */
  bands: Int32Array
  /** For each four bands and each four bins: the weights of the first band, the second, the third, the fourth. */
  weights: Float32Array
}

/** What lies beyond the end of a band, or beyond the last one, has weights of 0. */
export function bandTables(bank: readonly MelBand[]): BandTables {
  const bands: number[] = []
  const table: number[] = []
  for (let m = 0; m < bank.length; m += 4) {
    const four = [m, m + 1, m + 2, m + 3].map((band) => bank[band]?.weights ?? [])
    const width = Math.ceil(Math.max(...four.map(({ length }) => length)) / 4) * 4
    for (let band = m; band < m + 4; band++) bands.push(4 * (bank[band]?.first ?? 0))
    bands.push(16 * width)
    for (let k = 0; k < width; k += 4) {
      for (const own of four) for (let i = k; i < k + 4; i++) table.push(own[i] ?? 0)
    }
  }
  return { bands: Int32Array.from(bands), weights: Float32Array.from(table) }
}
