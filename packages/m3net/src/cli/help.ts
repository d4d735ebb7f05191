import type { Command } from './command.ts'
import type { OptionSpec } from './options.ts'

const WIDTH = 100

/** What `m3net --help` prints. */
export function overview(commands: Readonly<Record<string, Command>>): string {
  const rows = Object.entries(commands).map(([name, { about }]): [string, string] => [`  ${name}`, about])
  return [
    'usage: m3net COMMAND [ARGUMENTS]',
    '',
    'Trains and runs a small audio classifier.',
    '',
    ...columns(rows),
    '',
    'm3net COMMAND --help tells more; m3net demo shows all of it within three minutes.',
  ].join('\n')
}

/** The help text of a command. */
export function help({ usage, about, options }: Command): string {
  const left = ([name, { value }]: [string, OptionSpec]): string => `  --${name}${value ? ` ${value}` : ''}`
  const rows = Object.entries(options).map((row): [string, string] => [left(row), row[1].help])
  return [`usage: ${usage}`, '', ...wrap(about, WIDTH), '', 'options:', ...columns(rows)].join('\n')
}

/** Two columns, the right one wrapped. */
function columns(rows: readonly [string, string][]): string[] {
  const indent = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.flatMap(([left, right]) =>
    wrap(right, WIDTH - indent).map((line, i) => (i === 0 ? left : '').padEnd(indent) + line),
  )
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
