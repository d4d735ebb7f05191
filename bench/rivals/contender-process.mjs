import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Longest wait for an answer, in seconds: jax-js compiles a training step for up to twenty. */
const PATIENCE = 180

const oneThread = Object.fromEntries(
  ['OMP', 'MKL', 'OPENBLAS', 'NUMEXPR'].map((library) => [`${library}_NUM_THREADS`, '1']),
)

/** A contender at work in a process of its own, which does nothing but on request. */
export class ContenderProcess {
  #child
  #lines
  #complaints = ''

  /** Starts the process; rejects with the reason where it cannot start. `seconds` is then the time until it was ready. */
  static async start({ command: [program, ...args], variant }, role, task) {
    const process = new ContenderProcess()
    const began = performance.now()
    process.#open(program, [...args, task, role, variant])
    await process.#answer()
    process.seconds = (performance.now() - began) / 1000
    return process
  }

  #open(program, args) {
    this.#child = spawn(program, args, { env: { ...process.env, ...oneThread } })
    this.#child.stderr.on('data', (text) => (this.#complaints = `${this.#complaints}${text}`.slice(-2000)))
    this.#child.on('error', (error) => (this.#complaints = error.message))
    this.#child.stdin.on('error', () => {})
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Sends a request, as serve.mjs takes it; rejects with the contender's own words. */
  async ask(request) {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`)
    return this.#answer()
  }

  async #answer() {
    const alarm = setTimeout(() => this.#child.kill('SIGKILL'), 1000 * PATIENCE)
    try {
      for (;;) {
        const { value: line, done } = await this.#lines.next()
        if (done) throw new Error(this.#lastComplaint())
        if (!line.startsWith('{')) continue
        const { value, error } = JSON.parse(line)
        if (error !== undefined) throw new Error(error)
        return value
      }
    } finally {
      clearTimeout(alarm)
    }
  }

  #lastComplaint() {
    const last = this.#complaints.trim().split('\n').at(-1)
    return last || `it ended without a word (or was ended after ${PATIENCE} s of silence)`
  }

  /** Ends the process; resolves when it has ended. */
  async close() {
    const ended = new Promise((resolve) => this.#child.once('close', resolve))
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.stdin.end()
    this.#child.kill()
    await ended
  }
}
