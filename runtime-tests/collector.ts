import { skipped } from '../test-support/skip.ts'

/** What uvu's runner hands back: its report of failures or true, and how many tests passed, were left out and exist. */
type SuiteResult = [report: string | true, ran: number, leftOut: number, total: number]
type Group = [name: string, ...suites: (() => Promise<SuiteResult>)[]]

/** A test file: its path for people, and how to load it. */
export interface TestFile {
  path: string
  load(): Promise<unknown>
}

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export interface CollectOptions {
  /** Takes one line of output; console.log unless given. */
  print?: (line: string) => void
  /** Seconds that one file may take before it counts as failed. */
  limit?: number
}

const world = globalThis as typeof globalThis & { UVU_DEFER?: number; UVU_INDEX?: number; UVU_QUEUE?: Group[] }

/** Runs test files one after the other in whatever runtime this is, and counts what uvu alone would let pass. */
export async function collect(files: readonly TestFile[], options: CollectOptions = {}): Promise<Counts> {
  const { print = console.log, limit = 120 } = options
  await loadUvu()
  const total: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of files) {
    const start = performance.now()
    const notes: string[] = []
    const counts = await collectFile(file, notes, limit)
    const seconds = ((performance.now() - start) / 1000).toFixed(2)
    print(`${counts.failed ? 'FAIL' : 'ok  '}  ${file.path}  ${closingLine(counts)}  ${seconds} s`)
    for (const note of notes) print(note)
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped
  }
  print(closingLine(total))
  return total
}

/** `N passed, N failed`, and `, N skipped` where any. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

async function collectFile(file: TestFile, notes: string[], limit: number): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const fail = (note: string, tests = 1) => {
    counts.failed += tests
    notes.push(`  ${note}`)
  }
  const queue = (world.UVU_QUEUE ??= [])
  const group: Group = [file.path]
  world.UVU_INDEX = queue.push(group) - 1
  try {
    await within(limit, file.load())
  } catch (error) {
    fail(`does not load: ${describe(error)}`)
    return counts
  }

  let registered = 0
  for (const suite of group.slice(1) as (() => Promise<SuiteResult>)[]) {
    try {
      const [report, ran, leftOut, tests] = await within(limit, suite())
      registered += tests + leftOut
      counts.passed += ran
      counts.failed += tests - ran
      if (report !== true) notes.push(readable(report))
      const told = report === true ? 0 : (report.match(/^ {3}FAIL /gm)?.length ?? 0)
      if (tests - ran > told) notes.push(`  ${tests - ran - told} of ${tests} ${unsaid}`)
      if (leftOut)
        fail(`${leftOut} left out by test.only or test.skip; use skip(reason) of test-support/skip.ts`, leftOut)
    } catch (error) {
      registered++
      fail(`outside of a test: ${describe(error)}`)
    }
  }
  if (registered === 0) fail('registers no test; end the file with test.run()')

  for (const reason of skipped.splice(0)) {
    counts.skipped++
    counts.passed--
    notes.push(`  skipped: ${reason}`)
  }
  return counts
}

const unsaid =
  'did not run: a before or after.each hook threw, or a test threw something that is no Error (uvu does not say what)'

/** A report or stack without uvu's and the collector's own lines. */
function readable(report: string): string {
  const lines = report
    .split('\n')
    .filter((line) => !/^\s+at .*(\/uvu\/|\/runtime-tests\/(collector|main)\.ts)/.test(line))
  return lines
    .join('\n')
    .replace(/\n\s*\n\s*\n/g, '\n\n')
    .trimEnd()
}

/**
 * Loads uvu so that it leaves running and reporting to the collector: UVU_DEFER keeps it from starting by itself, and
 * as it chooses where to write its dots while it loads, it then finds neither a stdout nor a console that prints.
 */
async function loadUvu(): Promise<void> {
  world.UVU_DEFER = 1
  const { log } = console
  const { process } = world as { process?: { stdout?: unknown } }
  const stdout = process && Object.getOwnPropertyDescriptor(process, 'stdout')
  console.log = () => {}
  if (process && stdout) Object.defineProperty(process, 'stdout', { value: undefined, configurable: true })
  try {
    await import('uvu')
  } finally {
    console.log = log
    if (process && stdout) Object.defineProperty(process, 'stdout', stdout)
  }
}

/** Rejects when the promise takes longer than `seconds`; the timer also keeps a runtime from leaving early. */
function within<T>(seconds: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${seconds} s`)), seconds * 1000)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, stack = '' } = error
  return readable(stack.includes(message) ? stack : `${message}\n${stack}`)
}
