import { configurationSection } from './configuration-section.ts'
import { datasetSection } from './dataset-section.ts'
import { environmentSection } from './environment-section.ts'
import { formatInstant } from './format-number.ts'
import { headlineSection, mainResult } from './headline-section.ts'
import { historySection } from './history-section.ts'
import { markup, Markup } from './markup.ts'
import { mistakesSection } from './mistakes-section.ts'
import { modelSection } from './model-section.ts'
import { resultSection } from './result-section.ts'
import { styleSheet } from './style-sheet.ts'
import type { TrainingReport } from './training-report.ts'

/**
 * The page of a training run as one HTML file: no script, nothing loaded from elsewhere, pictures inside. The same
 * report gives the same text. Throws a RangeError where features or a confusion matrix have the wrong size.
 */
export function reportHtml(report: TrainingReport): string {
  checkSizes(report)
  const { title, created, dataset, environment, results } = report
  const main = mainResult(report)
  const others = results.filter((result) => result !== main)
  const sections: [id: string, title: string, content: Markup][] = [
    ['result', 'Result', headlineSection(report)],
    ['training', 'Training', historySection(report)],
    ['classes', 'Classes', main ? resultSection(dataset.classes, main) : markup`<p>No part was evaluated.</p>`],
    ['mistakes', 'Mistakes', mistakesSection(report)],
    ['data', 'Data', datasetSection(report)],
    ['network', 'Network', modelSection(report.model)],
    ['configuration', 'Configuration', configurationSection(report.configuration)],
    ['environment', 'Environment', environmentSection(report)],
  ]
  sections[2]![2] = markup`${sections[2]![2]}${others.map(
    (result) =>
      markup`<details><summary>The same for the ${result.part} part</summary>${resultSection(dataset.classes, result)}</details>`,
  )}`
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>${new Markup(styleSheet)}</style>
</head>
<body>
<header><h1>${title}</h1>
<p>${!names(title, dataset.name) && `${dataset.name} · `}${environment.runtime} ${environment.version} · seed ${environment.seed} · <time datetime="${created}">${formatInstant(created)}</time></p>
<nav aria-label="Sections">${sections.map(([id, name]) => markup`<a href="#${id}">${name}</a> `)}</nav></header>
<main>
${sections.map(([id, name, content]) => markup`<section id="${id}"><h2>${name}</h2>\n${content}</section>\n`)}</main>
</body>
</html>
`.text
}

/** Whether the title says the data set's name already. */
const names = (title: string, name: string): boolean => title.toLowerCase().includes(name.toLowerCase())

function checkSizes({ dataset, results }: TrainingReport): void {
  const n = dataset.classes.length
  for (const { part, confusion } of results) {
    if (confusion.length !== n || confusion.some((row) => row.length !== n)) {
      throw new RangeError(
        `reportHtml: the ${part} part's confusion matrix is [${confusion.length}, ${confusion[0]?.length ?? 0}] for ${n} classes; wanted [${n}, ${n}]`,
      )
    }
  }
}
