import { drawSvg, featurePlot, shrinkGrid } from '@m3net/audio/pictures'
import { Markup } from './markup.ts'
import type { ReportFeatures } from './training-report.ts'

const size = { width: 314, height: 148 }

/** Features [mels, frames] as a picture with axes in seconds and Hz; the bands lie evenly, as the mel scale spaces them. */
export function spectrogram(features: ReportFeatures, title: string): Markup {
  const { data, rows } = shrinkGrid({ data: features.data, rows: features.mels, columns: features.frames }, 160, 80)
  const file = drawSvg(featurePlot({ ...features, data, mels: rows }, title), size)
  return new Markup(file.replace(' xmlns="http://www.w3.org/2000/svg"', '')) // which a page knows
}
