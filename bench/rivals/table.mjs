import { median } from './race.mjs'

/** A table's head and rows as texts: value, spread of the rounds, and how many times as good as the first row's. */
function texts({ columns, rows }) {
  const head = ['', ...columns.map(({ title, unit }) => `${title}, ${unit}`), 'differs by']
  const body = rows.map(({ name, cells, differences }) => [
    name,
    ...columns.map((column) => cellText(column, cells, rows[0].cells)),
    differenceText(differences),
  ])
  return [head, ...body].map((line) => (rows.some(({ differences }) => differences) ? line : line.slice(0, -1)))
}

/** The largest difference of any result from the plain kernels'. */
function differenceText(differences = {}) {
  const known = Object.values(differences).filter((difference) => difference !== undefined)
  const largest = Math.max(...known)
  return known.length === 0 ? '-' : largest === 0 ? '0' : largest.toExponential(0)
}

function cellText({ key, better }, cells, ours) {
  const cell = cells[key]
  if (!cell) return '-'
  const parts = [format(cell.median)]
  const spread = (Math.max(...cell.values) - Math.min(...cell.values)) / 2 / cell.median
  if (cell.values.length > 1) parts.push(`±${Math.round(100 * spread)}%`)
  if (better && ours[key] && cells !== ours) {
    const ratio = pairedRatio(cell.values, ours[key].values)
    parts.push(`(${format(better === 'more' ? ratio : 1 / ratio)}x)`)
  }
  if (cell.note) parts.push(cell.note)
  return parts.join(' ')
}

/** Round by round, as what else the machine does changes from round to round; the median. */
function pairedRatio(values, ours) {
  return median(values.map((value, round) => value / ours[round]))
}

/** Three digits, more where there are more before the point. */
function format(value) {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
  return value.toFixed(digits)
}

/** A table in the terminal, columns aligned. */
export function terminalTable(table) {
  const lines = texts(table)
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)))
  return [
    table.title,
    ...lines.map((line) => `  ${line.map((text, i) => text.padEnd(widths[i])).join('   ')}`.trimEnd()),
    ...table.failures.map(({ name, role, reason }) => `  left out of ${role}: ${name}: ${reason}`),
  ].join('\n')
}

/** The same in Markdown. */
export function markdownTable(table) {
  const [head, ...body] = texts(table).map((line) => `| ${line.join(' | ')} |`)
  const rule = head.replace(/[^|]+/g, '---')
  const failures = table.failures.map(({ name, role, reason }) => `- left out of ${role}: ${name}: ${reason}`)
  return `${[`## ${table.title}`, '', head, rule, ...body, ...(failures.length > 0 ? ['', ...failures] : [])].join('\n')}\n`
}
