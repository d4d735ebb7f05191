/** Where commands print: results to `out`, progress and warnings to `note`. Progress rewrites one line on a terminal. */
export interface Terminal {
  /** Size and colours of the screen that the output goes to; absent where it goes elsewhere. */
  readonly screen?: Screen
  out(text: string): void
  note(text: string): void
  /**
   * A line that the next one replaces; elsewhere than on a terminal, one line every ten seconds, and the `last` of what has
   * shown one.
   */
  progress(text: string, last?: boolean): void
  /** Ends the progress line. */
  clear(): void
}

export interface Screen {
  columns: number
  rows: number
  /** Whether it shows 24-bit colours. */
  trueColor: boolean
}

/** Between two lines of progress: elsewhere, and on a terminal, which shows no more than so many. */
const QUIET_MS = 10_000
const TERMINAL_MS = 50

/** `clock` gives milliseconds. */
export function nodeTerminal(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  clock: () => number = () => performance.now(),
): Terminal {
  let shown = false
  let begun = false
  let before = clock()
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    get screen() {
      if (!stdout.isTTY) return undefined
      return { columns: stdout.columns || 80, rows: stdout.rows || 24, trueColor: stdout.getColorDepth() === 24 }
    },
    out(text) {
      clear()
      stdout.write(`${text}\n`)
    },
    note(text) {
      clear()
      stderr.write(`${text}\n`)
    },
    progress(text, last = false) {
      const now = clock()
      const due = now - before >= (stderr.isTTY ? TERMINAL_MS : QUIET_MS)
      const ends = last && begun
      if (last) begun = false
      if (!due && !(ends && !stderr.isTTY)) return
      before = now
      begun = !last
      if (stderr.isTTY) {
        stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`)
        shown = true
      } else stderr.write(`${text}\n`)
    },
    clear,
  }
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`
}

/** `97.4 %` */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

/** A loss with three decimals; one that has run away in three digits: `2.37e+26`. */
export function lossText(loss: number): string {
  return loss < 1e6 ? loss.toFixed(3) : loss.toPrecision(3)
}

/** `1 clip`, `1,250 clips` */
export function clips(n: number): string {
  return `${thousands(n)} ${n === 1 ? 'clip' : 'clips'}`
}

/** `29,392` */
export function thousands(n: number): string {
  return n.toLocaleString('en-US')
}

/** Rows as columns: the first left, the others right aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => row[c].length)))
  const cell = (text: string, c: number): string => (c === 0 ? text.padEnd(widths[c]) : text.padStart(widths[c]))
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}
