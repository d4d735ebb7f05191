import { formatCount, formatDecimal, formatInstant, formatPercent } from '../report/format-number.ts'
import { Markup, markup, type Content } from '../report/markup.ts'
import { styleSheet } from '../report/style-sheet.ts'
import { bar, table } from '../report/table.ts'
import { icicle } from './icicle.ts'
import type { NetworkProfile } from './profile-network.ts'
import { allKernels, otherPart, partsBy, totalMilliseconds, type ProfilePart } from './profile-parts.ts'
import { profileTree } from './profile-tree.ts'

/** What a profile does not know of itself. */
export interface ProfileHeading {
  /** `Preset A, 10 classes`. */
  title: string
  /** ISO instant. */
  created: string
  /** What it ran on: processor, engine, kernels. */
  machine: string
}

/** A profile as one HTML file: figures, picture, tables; no script, nothing loaded from elsewhere. */
export function profileHtml(profile: NetworkProfile, { title, created, machine }: ProfileHeading): string {
  const kernels = allKernels(profile)
  const milliseconds = totalMilliseconds(profile)
  const figures: [name: string, value: Content, note: Content][] = [
    ['time', `${formatDecimal(milliseconds, 2)} ms`, `medians of ${profile.runs} runs`],
    ['rate', formatCount((1000 * profile.work.batch) / milliseconds), 'inputs a second'],
    ['of what is possible', kernels.ofPeak === undefined ? '–' : formatPercent(kernels.ofPeak, 0), limitsText(profile)],
    [
      'memory of the plan',
      profile.planBytes === null ? 'no plan' : `${formatDecimal(profile.planBytes / 1e6, 1)} MB`,
      `${formatCount(profile.calls.length)} calls of kernels`,
    ],
  ]
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Markup(styleSheet)}</style>
</head>
<body>
<header><h1>${title}</h1>
<p>${workText(profile)} · ${machine} · <time datetime="${created}">${formatInstant(created)}</time></p></header>
<main>
<dl class="figures">${figures.map(([name, value, note]) => markup`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`)}</dl>
<figure><div class="scroll">${icicle(profileTree(profile, workText(profile)))}</div>
<figcaption>Each row cuts the one above into its parts, from the whole run to kernels. Width is time; colour is how much of what is possible was reached. A cell tells its figures when pointed at.</figcaption></figure>
<h2>Layers</h2>
<p class="note">What is possible for a kernel is the longer of two times: its arithmetic at the rate of independent multiply-adds, and its reading and writing at the rate of copies of 1 MB, both measured in the same run.</p>
${partsTable('Time by layer, forward and backward together, in the order of the first call.', 'layer', [...partsBy(profile, ({ layer }) => layer), otherPart(profile)])}
<h2>Kernels</h2>
${partsTable('Time by kernel, the longest first.', 'kernel', longestFirst(partsBy(profile, ({ kernel }) => kernel)))}
</main>
</body>
</html>
`.text
}

/** The picture alone, as an SVG file. */
export function profileSvg(profile: NetworkProfile): string {
  const { text } = icicle(profileTree(profile, workText(profile)))
  return `${text.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')}\n`
}

/** `training step, 32 inputs of 64 x 97`. */
export function workText({ work: { mode, batch, mels, frames } }: NetworkProfile): string {
  const what = mode === 'training' ? 'training step' : 'inference'
  return `${what}, ${batch} ${batch === 1 ? 'input' : 'inputs'} of ${mels} x ${frames}`
}

/** What the machine can do at most, where that was measured. */
export function limitsText({ limits }: NetworkProfile): string {
  if (!limits) return 'not measured without SIMD kernels'
  return `${formatDecimal(limits.flop / 1e9, 0)} GFLOP/s, or ${formatDecimal(limits.bytes / 1e9, 0)} GB/s`
}

/** Parts by falling time. */
export function longestFirst(parts: readonly ProfilePart[]): ProfilePart[] {
  return [...parts].sort((a, b) => b.milliseconds - a.milliseconds)
}

function partsTable(caption: string, what: string, parts: readonly ProfilePart[]): Markup {
  const longest = Math.max(...parts.map(({ share }) => share))
  const columns = [what, 'ms', 'share', '', 'calls', 'GFLOP/s', 'GB/s', 'of possible'].map((title, i) => ({
    title,
    number: i > 0 && title !== '',
  }))
  const rate = (amount: number, ms: number): string => (amount > 0 ? formatDecimal(amount / ms / 1e6, 1) : '')
  const rows = parts.map(({ name, milliseconds: ms, share, calls, flop, bytes, ofPeak }) => [
    name,
    formatDecimal(ms),
    formatPercent(share),
    bar(share / longest),
    calls > 0 && calls,
    rate(flop, ms),
    rate(bytes, ms),
    ofPeak === undefined ? '' : formatPercent(ofPeak, 0),
  ])
  return table(caption, columns, rows)
}
