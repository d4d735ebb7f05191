import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { machineText, type Machine } from './machine.ts'

/** Where results are kept. */
export const resultsFolder = fileURLToPath(new URL('../results/', import.meta.url))

/** A name for the files of a run that begins now: 2026-11-23T01-18-40-kernels. */
export function resultName(benchmark: string, now = new Date()): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${benchmark}`
}

/** Keeps what a benchmark measured, with the machine and the date, as NAME.json; returns the file's path. */
export function keepResult(name: string, machine: Machine, results: unknown): string {
  return keepText(`${name}.json`, `${JSON.stringify({ date: new Date().toISOString(), machine, results }, null, 2)}\n`)
}

/** Keeps tables in Markdown below a description of the machine, as NAME.md; returns the file's path. */
export function keepTables(name: string, machine: Machine, tables: string): string {
  return keepText(`${name}.md`, `${machineText(machine).replace('\n', '  \n')}\n\n${tables}`)
}

function keepText(file: string, text: string): string {
  mkdirSync(resultsFolder, { recursive: true })
  const path = `${resultsFolder}${file}`
  writeFileSync(path, text)
  return path
}
