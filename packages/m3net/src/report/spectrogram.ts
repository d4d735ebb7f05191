import { hzToMel } from '@m3net/audio'
import { base64 } from './base64.ts'
import { formatDecimal } from './format-number.ts'
import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import { encodePng } from './png.ts'
import { spectrogramImage } from './spectrogram-image.ts'
import { ticks } from './ticks.ts'
import type { ReportFeatures } from './training-report.ts'

const left = 34
const width = 260
const height = 118
const top = 6
const pitches = [16000, 8000, 4000, 2000, 1000, 500, 250, 125, 50]

/** Features [mels, frames] as a picture with axes in seconds and Hz; the bands lie evenly, as the mel scale spaces them. */
export function spectrogram(features: ReportFeatures, title: string): Markup {
  const { data, mels, frames, low, high, scale } = features
  const seconds = features.seconds > 0 ? features.seconds : 1
  const png = encodePng(spectrogramImage({ data, rows: mels, columns: frames }))
  const mel = (hz: number): number => hzToMel(hz, scale)
  const atY = (hz: number): number => top + height * (1 - (mel(hz) - mel(low)) / (mel(high) - mel(low)))
  const rows = apart(
    pitches.filter((hz) => hz >= low && hz <= high),
    atY,
  )
  const columns = ticks(0, seconds, 5).filter(({ value }) => value <= seconds * 1.0001)
  const atX = (value: number): number => round(left + (width * value) / seconds)
  return markup`<svg class="sound" viewBox="0 0 ${left + width + 20} ${top + height + 20}" role="img"><title>${title}, ${formatDecimal(seconds, 2)} s, ${low} to ${high} Hz</title>
<image x="${left}" y="${top}" width="${width}" height="${height}" preserveAspectRatio="none" href="data:image/png;base64,${base64(png)}"/>
<path class="axis" d="${rows.map((hz) => `M${left} ${round(atY(hz))}h-4`)}${columns.map(({ value }) => `M${atX(value)} ${top + height}v4`)}"/>
<g class="tick end">${rows.map((hz) => markup`<text x="${left - 7}" y="${round(atY(hz) + 4)}">${hz < 1000 ? hz : `${hz / 1000}k`}</text>`)}</g>
<g class="tick mid">${columns.map(({ value, label }, i) => markup`<text x="${atX(value)}" y="${top + height + 16}">${label}${i === columns.length - 1 && ' s'}</text>`)}</g></svg>`
}

const round = (x: number): number => Math.round(x * 10) / 10

/** Those that keep 14 units distance from the one before. */
function apart(values: readonly number[], at: (value: number) => number): number[] {
  const kept: number[] = []
  for (const value of values) {
    const before = kept.at(-1)
    if (before === undefined || Math.abs(at(value) - at(before)) >= 14) kept.push(value)
  }
  return kept
}
