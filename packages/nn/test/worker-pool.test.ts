import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { serve, WorkerError, WorkerPool, type PoolOptions, type Port } from '../src/index.ts'
import { packTensors, unpackTensors } from '../src/workers/packed-tensors.ts'
import { rejected, thrown } from './thrown.ts'

const test = suite('WorkerPool')

/** A port whose other side answers as `answer` does; ended tells whether the pool has ended it. */
interface Watched extends Port {
  ended: boolean
}

function watch(port: InstanceType<typeof MessageChannel>['port1']): Watched {
  const end = (): void => {
    port.close()
    watched.ended = true
  }
  const watched: Watched = {
    ended: false,
    postMessage: (message, transfer) => port.postMessage(message, transfer),
    addEventListener: (type, listener) => port.addEventListener(type, listener),
    start: () => port.start(),
    close: end,
  }
  return watched
}

function workers(count: number, answer: (task: unknown, worker: number) => unknown): Watched[] {
  return Array.from({ length: count }, (_, worker) => {
    const { port1, port2 } = new MessageChannel()
    serve(port2, async (task) => ({ result: await answer(task, worker) }))
    return watch(port1)
  })
}

/** A thread that hears everything and answers with what `say` makes of it. */
function odd(say: (post: (message: unknown) => void, fire: (type: string, event: object) => void) => void): Watched {
  const listeners = new Map<string, (event: object) => void>()
  const port: Watched = {
    ended: false,
    postMessage: () =>
      say(
        (data) => listeners.get('message')?.({ data }),
        (type, event) => listeners.get(type)?.(event),
      ),
    addEventListener: (type, listener) => void listeners.set(type, listener),
    terminate: () => (port.ended = true),
  }
  return port
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('each task is done once, by whoever is free, and answered to who asked', async () => {
  const done: number[] = [0, 0]
  const pool = new WorkerPool(
    workers(2, async (task, worker) => {
      done[worker]++
      await pause(worker === 0 ? 30 : 0)
      return 10 * (task as number)
    }),
  )
  assert.is(pool.size, 2)
  const results = await Promise.all([1, 2, 3, 4, 5].map((task) => pool.run(task)))
  assert.equal(results, [10, 20, 30, 40, 50])
  assert.is(done[0] + done[1], 5)
  assert.ok(done[1] > done[0], `${done}`)
  pool.close()
})

test('buffers are handed over, both ways', async () => {
  const { port1, port2 } = new MessageChannel()
  let kept: ArrayBuffer | undefined
  serve(port2, (task) => {
    kept = task as ArrayBuffer
    new Uint8Array(kept)[0]++
    return { result: kept, transfer: [kept] }
  })
  const pool = new WorkerPool([port1])
  const sent = Uint8Array.of(41).buffer
  const back = await pool.run(sent, [sent])
  assert.equal([...new Uint8Array(back as ArrayBuffer)], [42])
  assert.equal([sent.byteLength, kept?.byteLength], [0, 0])
  pool.close()
})

test('tensors of all types travel in one buffer', () => {
  const tensors = new Map<string, Tensor>([
    ['a', Tensor.of([1, 2, 3])],
    ['count', Tensor.of(7, 'int32')],
    [
      'turned',
      Tensor.of(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        'float64',
      ).transpose(),
    ],
    ['none', Tensor.zeros([0, 2])],
  ])
  const read = unpackTensors(structuredClone(packTensors(tensors)))
  assert.equal([...read.keys()], [...tensors.keys()])
  for (const [name, tensor] of tensors) {
    assert.is(read.get(name)!.dtype, tensor.dtype)
    assert.equal(read.get(name)!.shape, tensor.shape)
    assert.equal(read.get(name)!.toArray(), tensor.toArray())
  }
})

test('a worker that fails in any way fails every task and ends the others', async () => {
  const good = (): Watched => workers(1, () => pause(1000))[0]
  const begun = { kind: 'begun' }
  const limits = { begin: 0.02, finish: 0.04 }
  const cases: [Watched, string, PoolOptions?][] = [
    [workers(1, () => Promise.reject(new RangeError('no such luck')))[0], 'worker 1 of 2 failed: no such luck'],
    [odd((_, fire) => fire('error', { message: 'left with 3' })), 'worker 1 of 2 died: left with 3'],
    [odd((_, fire) => fire('error', {})), 'worker 1 of 2 died: it does not say why'],
    [odd((_, fire) => fire('messageerror', {})), 'worker 1 of 2 sent a message that cannot be read'],
    [odd(() => undefined), 'worker 1 of 2 did not begin within 0.02 s', { ...limits, finish: 9 }],
    [odd((post) => post(begun)), 'worker 1 of 2 was not done within 0.04 s', { ...limits, begin: 9 }],
  ]
  for (const [bad, message, options] of cases) {
    const ports = [bad, good()]
    const pool = new WorkerPool(ports, options)
    const errors = await Promise.all([1, 2, 3].map((task) => rejected(pool.run(task))))
    errors.push(await rejected(pool.run(4)))
    assert.equal(
      errors.map((error) => [error instanceof WorkerError, error.message]),
      errors.map(() => [true, message]),
    )
    assert.equal(
      ports.map(({ ended }) => ended),
      [true, true],
    )
  }
})

test('a worker that begins in time may take longer than a beginning may', async () => {
  const pool = new WorkerPool(
    workers(1, () => pause(60).then(() => 'done')),
    { begin: 0.03, finish: 10 },
  )
  assert.is(await pool.run(1), 'done')
  // Nothing is counted against a worker that has nothing to do.
  await pause(60)
  assert.is(await pool.run(2), 'done')
  pool.close()
})

test('a closed pool does nothing', async () => {
  const ports = workers(1, () => pause(1000))
  const pool = new WorkerPool(ports)
  const open = rejected(pool.run(1))
  pool.close()
  assert.is((await open).message, 'the workers were closed')
  assert.is((await rejected(pool.run(2))).message, 'the workers were closed')
  assert.ok(ports[0].ended)
  assert.is(thrown(() => new WorkerPool([])).message, 'WorkerPool: there are no ports; wanted at least one')
})

test.run()
