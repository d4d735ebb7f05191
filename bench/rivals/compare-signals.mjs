import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { recording, recordingSeconds, resampledSeconds } from '../dist/signal-task.js'
import { agreement } from './agreement.mjs'
import { ContenderProcess } from './contender-process.mjs'
import { signalContenders, signalReference } from './contenders.mjs'
import { Race, withMedians } from './race.mjs'

const CHECKED = 2
const CLIPS = 32
const FRAMES = 256
const DECODED = 4

const columns = [
  {
    key: 'clip',
    title: 'log-mel, one by one',
    unit: 'clips/s',
    better: 'more',
    runs: 1,
    request: { action: 'logMel', batch: 1 },
  },
  {
    key: 'clips',
    title: 'log-mel, 32 at once',
    unit: 'clips/s',
    better: 'more',
    runs: CLIPS,
    request: { action: 'logMel', batch: CLIPS },
  },
  {
    key: 'fft512',
    title: 'real FFT, 512',
    unit: 'thousand/s',
    better: 'more',
    runs: FRAMES / 1000,
    request: { action: 'fft512' },
  },
  {
    key: 'fft1024',
    title: 'real FFT, 1024',
    unit: 'thousand/s',
    better: 'more',
    runs: FRAMES / 1000,
    request: { action: 'fft1024' },
  },
  {
    key: 'resample',
    title: 'resample 44.1 to 16 kHz',
    unit: 'x real time',
    better: 'more',
    runs: resampledSeconds,
    request: { action: 'resample' },
  },
  {
    key: 'flac',
    title: 'FLAC, 44.1 kHz, stereo',
    unit: 'x real time',
    better: 'more',
    runs: DECODED * recordingSeconds,
    request: { action: 'flac', batch: DECODED },
  },
]

/** Writes the recording that is decoded beside the task file; false where there is no flac program that would do so. */
function writeFlac(task) {
  writeFileSync(`${task}.wav`, recording())
  const { status } = spawnSync('flac', ['-s', '-5', `${task}.wav`, '-o', `${task}.flac`])
  rmSync(`${task}.wav`)
  return status === 0
}

/** Runs the front ends over a task file: results first, then times in alternation. */
export async function compareSignals({ task, rounds, seconds, wanted }) {
  const hasFlac = writeFlac(task)
  const can = ({ actions }, action) => actions.includes(action) && (hasFlac || action !== 'flac')
  const reference = await ContenderProcess.start(signalReference, 'signals', task)
  const requests = {
    logMel: { action: 'logMel', batch: CHECKED },
    fft512: { action: 'fft512' },
    fft1024: { action: 'fft1024' },
    resample: { action: 'resample' },
    flac: { action: 'flac', batch: 1 },
  }
  const results = {}
  for (const [action, request] of Object.entries(requests)) {
    if (can(signalReference, action)) results[action] = await reference.ask(request)
  }
  await reference.close()

  const race = new Race(
    signalContenders.filter((each) => wanted(each.name) && each.actions.some((action) => can(each, action))),
    'signals',
    task,
  )
  const differences = new Map()
  await race.start(1)
  await race.check(async (contender, process) => {
    const { name, actions, compared = true } = contender
    if (!compared) return
    const own = {}
    for (const action of actions.filter((each) => can(contender, each))) {
      own[action] = agreement(action, await process.ask(requests[action]), results[action])
    }
    differences.set(name, own)
  })
  for (const { key, request } of columns) {
    await race.measure(key, rounds, (contender) => (can(contender, request.action) ? { ...request, seconds } : null))
  }
  await race.finish()
  const rows = race.contenders
    .filter(({ name }) => !race.failures.has(name))
    .map(({ name, compared = true }) => {
      const figures = race.figures.get(name)
      const cells = columns.map(({ key, runs }) => [key, figures[key] && { values: figures[key].map((s) => runs / s) }])
      return {
        name: compared ? name : `${name} (own filters)`,
        cells: withMedians(Object.fromEntries(cells)),
        differences: differences.get(name),
      }
    })
  return { columns, rows, failures: [...race.failures].map(([name, reason]) => ({ name, role: 'signals', reason })) }
}
