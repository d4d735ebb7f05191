import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import { table } from './table.ts'
import type { Json } from './training-report.ts'

/** A table for each top-level key, nested keys joined by dots; then the whole as JSON to copy. */
export function configurationSection(configuration: { readonly [section: string]: Json | undefined }): Markup {
  const sections = Object.entries(configuration).filter(([, value]) => value !== undefined)
  if (sections.length === 0) return markup`<p>No configuration was recorded.</p>`
  return markup`<div class="settings">${sections.map(([name, value]) =>
    table(
      words(name),
      [{ title: 'Option' }, { title: 'Value' }],
      flatten(value!).map(([key, text]) => [key, markup`<code>${text}</code>`]),
    ),
  )}</div>
<details><summary>Configuration as JSON</summary><pre>${JSON.stringify(configuration, undefined, 2)}</pre></details>`
}

/** `frontEnd` becomes `Front end`. */
function words(key: string): string {
  const spaced = key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** Paths and values of all leaves; a list without objects is one value. */
function flatten(value: Json, path = ''): [string, string][] {
  if (!isRecord(value)) return [[path || '–', typeof value === 'string' ? value : JSON.stringify(value)]]
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return entries.flatMap(([key, inner]) => flatten(inner!, path ? `${path}.${key}` : key))
}

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
