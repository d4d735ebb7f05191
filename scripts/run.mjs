import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'

/**
 * Runs a command and keeps its output: { status, stdout, output (stderr with it), seconds }; status is null when it was killed or did not start.
 * Colours are off, since the output is looked through (some tools want them taken out). With `show` it goes straight to the terminal as well.
 */
export function run(command, flags, { cwd, limit = 600, show = false }) {
  const { FORCE_COLOR: _, ...env } = process.env
  const start = performance.now()
  const child = spawn(command, flags, { cwd, env: { ...env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let output = ''
  const take = (target) => (chunk) => {
    output += chunk
    if (show) target.write(chunk)
  }
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stdout.setEncoding('utf8').on('data', take(process.stdout))
  child.stderr.setEncoding('utf8').on('data', take(process.stderr))
  return new Promise((resolve) => {
    const end = (status, note = '') => {
      clearTimeout(timer)
      resolve({
        status,
        stdout,
        output: stripVTControlCharacters(output) + note,
        seconds: (performance.now() - start) / 1000,
      })
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      output += `\nstopped after ${limit} s\n`
    }, limit * 1000)
    child.on('error', (error) => end(null, `${error.message}\n`))
    child.on('close', (status) => end(status))
  })
}

/** Runs jobs (functions that return promises), at most `width` at a time; results in the order of the jobs. */
export async function inParallel(jobs, width) {
  const results = Array.from({ length: jobs.length })
  let next = 0
  const worker = async () => {
    while (next < jobs.length) {
      const index = next++
      results[index] = await jobs[index]()
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}
