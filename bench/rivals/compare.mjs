/**
 * The comparison with rivals, run by `npm run bench -- rivals`:
 *   --only=A,B     names of tables or contenders, or parts of names
 *   --rounds=5     rounds of alternation
 *   --quick        three short rounds, the first network only
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keepResult, keepTables, resultName } from '../dist/keep-result.js'
import { describeMachine, machineText } from '../dist/machine.js'
import { comparisons, taskFile } from '../dist/peers-network.js'
import { signalTask } from '../dist/signal-task.js'
import { compareNetwork } from './compare-networks.mjs'
import { compareSignals } from './compare-signals.mjs'
import { networkContenders, signalContenders } from './contenders.mjs'
import { compareSizes, pages } from './sizes.mjs'
import { markdownTable, terminalTable } from './table.mjs'

const options = {
  only: { type: 'string', default: '' },
  rounds: { type: 'string' },
  quick: { type: 'boolean', default: false },
}

try {
  process.exitCode = await compare(parseArgs({ options }).values)
} catch (error) {
  console.error(`rivals: ${error.message}`)
  process.exitCode = 2
}

async function compare({ only, rounds, quick }) {
  const settings = { rounds: roundsOf(rounds ?? (quick ? '3' : '5')), seconds: quick ? 0.2 : 1 }
  const folder = mkdtempSync(join(tmpdir(), 'rivals-'))
  try {
    const { tables, wanted } = choose(allTables(folder, quick), only)
    const machine = describeMachine()
    console.log(`${machineText(machine)}\n${explanation(settings)}`)
    const name = resultName('rivals')
    const done = []
    for (const [title, run] of tables) {
      const table = { title, ...(await run({ ...settings, wanted })) }
      done.push(table)
      console.log(`\n${terminalTable(table)}`)
      keepTables(name, machine, `${explanation(settings)}\n\n${done.map(markdownTable).join('\n')}`)
    }
    console.log(`\nKept as ${keepResult(name, machine, { settings, tables: done })} and .md`)
    return 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function explanation({ rounds, seconds }) {
  return `One thread each; medians of ${rounds} rounds of ${seconds} s in alternation, half their range as ±; in brackets how many times as good as the first row, round by round`
}

function roundsOf(text) {
  const rounds = Number(text)
  if (!(Number.isInteger(rounds) && rounds >= 1)) throw new Error(`--rounds=${text}: wanted a whole number from 1`)
  return rounds
}

/** Every table by its title: what to run for it. */
function allTables(folder, quick) {
  const write = (name, bytes) => {
    const path = join(folder, `${name}.safetensors`)
    writeFileSync(path, bytes)
    return path
  }
  const networks = Object.entries(comparisons).slice(0, quick ? 1 : undefined)
  return [
    ...networks.map(([name, comparison], i) => [
      `network ${name}`,
      (settings) => compareNetwork({ ...settings, task: write(name, taskFile(comparison)), first: i === 0 }),
    ]),
    ['signals', (settings) => compareSignals({ ...settings, task: write('signals', signalTask()) })],
    ['sizes', compareSizes],
  ]
}

/** The tables that `only` names, all if none; `wanted` tells which contenders it names, all if none. */
function choose(tables, only) {
  const parts = only.split(',').filter((part) => part !== '')
  const namesTable = (part) => tables.some(([title]) => title.includes(part))
  const contenders = [...networkContenders, ...signalContenders, ...pages]
  const unknown = parts.find((part) => !namesTable(part) && !contenders.some(({ name }) => name.includes(part)))
  if (unknown !== undefined) {
    const names = [...tables.map(([title]) => title), ...new Set(contenders.map(({ name }) => name))]
    throw new Error(
      `--only=${unknown}: no table or contender has that in its name; wanted a part of ${names.join('; ')}`,
    )
  }
  const [titles, names] = [parts.filter(namesTable), parts.filter((part) => !namesTable(part))]
  return {
    tables: tables.filter(([title]) => titles.length === 0 || titles.some((part) => title.includes(part))),
    wanted: (name) => names.length === 0 || names.some((part) => name.includes(part)),
  }
}
