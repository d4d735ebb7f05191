import { readFileSync } from 'node:fs'
import * as tensor from '../src/index.ts'

const source = new URL('../src/', import.meta.url)

/** The rows of the table of operations by name. */
export const rows = new Map<string, tensor.OpRow>()
for (const value of Object.values(tensor)) {
  if (typeof value === 'function' && 'op' in value) rows.set(value.op.name, value.op)
}

const head = `# Operations

Every operation of \`@m3net/tensor\`, made from the table that the package runs on: \`node --import tsx packages/tensor/scripts/write-ops-page.ts\`.

An input under *gradient* has a pullback, itself made of operations, so that gradients have gradients; one under *none* has none by decision.
A *kernel* is a loop of its own, which a faster one may be laid over; a *view* shares its input's storage; what is *composed*
is made of the others. Each is checked against torch, against finite differences of both orders, and on strided inputs.
`

/** The text of docs/ops.md: a table for each file of src/ops, one for src/updates, from the rows of the operations and their doc comments. */
export function opsPage(): string {
  const sections = filesOf('ops').map((file) => section(file, read(`ops/${file}.ts`)))
  const updates = filesOf('updates').map((file) => read(`updates/${file}.ts`))
  return [head, ...sections, section('updates in place', updates.join('\n'))].join('\n')
}

function filesOf(folder: string): string[] {
  return [...read(`${folder}/index.ts`).matchAll(/'\.\/(.+)\.ts'/g)].map(([, name]) => name).sort()
}

function section(title: string, text: string): string {
  const names = [...text.matchAll(/^export const (\w+)/gm)].map(([, name]) => name).filter((name) => rows.has(name))
  const lines = names.map((name) => {
    const { inputs, gradients, kind } = rows.get(name)!
    const none = inputs.filter((input) => !gradients.includes(input))
    return `| \`${name}\` | ${listed(gradients)} | ${listed(none)} | ${kind} | ${comment(text, name)} |`
  })
  return [`## ${title}`, '', '| operation | gradient | none | kind | |', '|---|---|---|---|---|', ...lines, ''].join(
    '\n',
  )
}

/** The doc comment of an export as one line. */
function comment(text: string, name: string): string {
  const before = text.slice(0, text.search(new RegExp(`^export const ${name}\\b`, 'm')))
  const found = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(before)
  if (!found) throw new Error(`ops-page: ${name} has no doc comment; wanted one above it`)
  const line = found[1]
    .replace(/^ *\* ?/gm, '')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
  return line.trim().replaceAll('|', '\\|')
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

function read(file: string): string {
  return readFileSync(new URL(file, source), 'utf8')
}
