import { ContenderProcess } from './contender-process.mjs'
import { networkContenders, networkReference } from './contenders.mjs'
import { agreement } from './agreement.mjs'
import { Race, withMedians } from './race.mjs'

const CHECKED = 8
const STEPS = 3
const BATCH = 32

const columns = [
  { key: 'training', title: 'training', unit: 'samples/s', better: 'more' },
  { key: 'latency', title: 'inference of 1', unit: 'ms', better: 'less' },
  { key: 'throughput', title: 'of 32', unit: 'samples/s', better: 'more' },
  { key: 'start', title: 'first result', unit: 's', better: 'less' },
  { key: 'memoryInference', title: 'inference', unit: 'MB', better: 'less' },
  { key: 'memoryTraining', title: 'training', unit: 'MB', better: 'less' },
]

/** Runs a network's contenders over a task file: results first, then times in alternation, in inference and in training. */
export async function compareNetwork({ task, first, rounds, seconds, wanted }) {
  const contenders = networkContenders.filter(({ name, shapes }) => (first || shapes === 'all') && wanted(name))
  const reference = await referenceResults(task, contenders)
  const inference = await raceInference(task, contenders, reference, { rounds, seconds })
  const training = await raceTraining(task, contenders, reference, { rounds, seconds })
  return { columns, ...assemble(contenders, inference, training) }
}

async function referenceResults(task, contenders) {
  const start = (role) => ContenderProcess.start(networkReference, role, task)
  const inference = await start('inference')
  const logits = await inference.ask({ action: 'infer', batch: CHECKED })
  await inference.close()
  const losses = new Map()
  for (const batch of new Set(contenders.map(({ trains }) => trains).filter((batch) => batch > 0))) {
    const training = await start('training')
    losses.set(batch, await firstLosses(training, batch))
    await training.close()
  }
  return { logits, losses }
}

async function firstLosses(process, batch) {
  const losses = []
  for (let i = 0; i < STEPS; i++) losses.push(...(await process.ask({ action: 'step', batch })))
  return losses
}

async function raceInference(task, contenders, { logits }, { rounds, seconds }) {
  const race = new Race(contenders, 'inference', task)
  await race.start(rounds)
  const differences = new Map()
  await race.check(async ({ name }, process) => {
    differences.set(name, agreement('logits', await process.ask({ action: 'infer', batch: CHECKED }), logits))
  })
  await race.measure('latency', rounds, () => ({ action: 'infer', batch: 1, seconds }))
  await race.measure('throughput', rounds, () => ({ action: 'infer', batch: BATCH, seconds }))
  await race.finish()
  return { race, differences }
}

async function raceTraining(task, contenders, { losses }, { rounds, seconds }) {
  const race = new Race(
    contenders.filter(({ trains }) => trains > 0),
    'training',
    task,
  )
  await race.start(1)
  const differences = new Map()
  await race.check(async ({ name, trains }, process) => {
    differences.set(name, agreement('losses', await firstLosses(process, trains), losses.get(trains)))
  })
  await race.measure('step', rounds, ({ trains }) => ({ action: 'step', batch: trains, seconds }))
  await race.finish()
  return { race, differences }
}

function assemble(contenders, inference, training) {
  const rows = contenders.map(({ name, trains }) => {
    const inferred = inference.race.failures.has(name) ? {} : inference.race.figures.get(name)
    const trained = training.race.failures.has(name) ? {} : (training.race.figures.get(name) ?? {})
    const cells = {
      training: trained.step && {
        values: trained.step.map((s) => trains / s),
        note: trains < BATCH ? `batch ${trains}` : '',
      },
      latency: inferred.latency && { values: inferred.latency.map((s) => 1000 * s) },
      throughput: inferred.throughput && { values: inferred.throughput.map((s) => BATCH / s) },
      start: inferred.start && { values: inferred.start },
      memoryInference: inferred.memory && { values: inferred.memory },
      memoryTraining: trained.memory && { values: trained.memory },
    }
    const differences = { logits: inference.differences.get(name), losses: training.differences.get(name) }
    return { name, cells: withMedians(cells), differences }
  })
  const failures = [inference.race, training.race].flatMap(({ role, failures }) =>
    [...failures].map(([name, reason]) => ({ name, role, reason })),
  )
  return { rows: rows.filter(({ cells }) => Object.keys(cells).length > 0), failures }
}
