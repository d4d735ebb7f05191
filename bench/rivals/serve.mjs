import { createInterface } from 'node:readline'
import { peakMemory } from '../dist/peak-memory.js'

/**
 * The contender's side: runs its actions as the comparison asks, one JSON object a line on standard input, one answer a line on standard
 * output. `start` gets the path of the task, the role (`inference`, `training` or `signals`) and the contender's variant, and resolves to
 * its actions by name. An action may give a function back, which is called only where the result itself is asked for.
 * For inference, being ready means that one result has been computed.
 */
export async function serve(start) {
  console.log = console.error
  console.info = console.error
  const answer = (message) => new Promise((written) => process.stdout.write(`${JSON.stringify(message)}\n`, written))
  try {
    const [task, role, variant] = process.argv.slice(2)
    const actions = await start({ task, role, variant })
    if (role === 'inference') await actions.infer(1)
    await answer({ value: 'ready' })
    for await (const line of createInterface({ input: process.stdin })) {
      await answer({ value: await obey(actions, line) })
    }
    process.exit(0)
  } catch (error) {
    await answer({ error: `${error?.message ?? error}`.split('\n')[0].slice(0, 300) })
    process.exit(1)
  }
}

async function obey(actions, line) {
  const { action, batch, seconds } = JSON.parse(line)
  if (action === 'memory') return peakMemory()
  if (seconds !== undefined) return time(() => actions[action](batch), seconds)
  const result = await actions[action](batch)
  return Array.from(typeof result === 'function' ? result() : result)
}

/** Runs for at least so many seconds and at least once; resolves to seconds a run. */
async function time(run, seconds) {
  const start = performance.now()
  let runs = 0
  let milliseconds = 0
  do {
    const result = run()
    if (result instanceof Promise) await result
    runs++
    milliseconds = performance.now() - start
  } while (milliseconds < 1000 * seconds)
  return milliseconds / 1000 / runs
}
