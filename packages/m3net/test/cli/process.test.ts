import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { m3net, quick, Workplace } from './workplace.ts'

const test = suite('m3net as a process')
const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let place: Workplace
let sounds = ''

function start(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', '--conditions=@m3net/source', main, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ended(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, errors }
}

/** Ends a process by a signal once a file is there. */
async function killAt(child: ChildProcess, run: string, name: string, signal: NodeJS.Signals): Promise<void> {
  while (!(await place.names(run)).includes(name)) {
    if (child.exitCode !== null) throw new Error(`killAt: the process ended before ${name} was there`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  child.kill(signal)
}

test.before(async () => {
  place = await Workplace.make()
  sounds = await place.sounds('sounds')
})

test.after(() => place.remove())

test('killed, then stopped by SIGTERM, then resumed: the same model to the byte', async () => {
  const settings = [...quick, '--epochs', '6']
  await m3net(['train', sounds, '--out', place.path('whole'), ...settings])
  const first = start(['train', sounds, '--out', place.path('cut'), ...settings])
  const [killed] = await Promise.all([ended(first), killAt(first, 'cut', 'checkpoint.safetensors', 'SIGKILL')])
  assert.is(killed.code, null)

  const resume = ['train', '--resume', place.path('cut'), '--no-cache']
  const second = start(resume)
  const stopped = ended(second)
  second.stderr?.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes('going on after epoch')) second.kill('SIGTERM')
  })
  const { code, errors } = await stopped
  assert.is(code, 143)
  assert.match(
    errors,
    /\nstopping; once more to stop at once\nstopped and saved; go on with: m3net train --resume '.*'\n$/,
  )

  assert.is((await m3net(resume)).code, 0)
  const model = (run: string): Promise<Buffer> => readFile(place.path(run, 'model.safetensors'))
  assert.ok((await model('cut')).equals(await model('whole')))
  assert.not.ok((await place.names('cut')).some((name) => name.endsWith('.part')))
})

test('a second signal ends at once and says what is kept', async () => {
  const child = start(['train', sounds, '--out', place.path('twice'), ...quick, '--epochs', '500'])
  let heard = ''
  // Both at once: the second is there before what the first asked for can be done.
  child.stderr?.on('data', (chunk: Buffer) => {
    heard += chunk.toString()
    if (heard.includes('epoch   2/500')) {
      child.kill('SIGINT')
      child.kill('SIGTERM')
    }
  })
  const { code, errors } = await ended(child)
  assert.ok(code === 130 || code === 143, String(code))
  assert.match(
    errors,
    /\nstopping; once more to stop at once\nstopped at once; the last checkpoint is kept; go on with: m3net train --resume '.*'\n$/,
  )
})

test('a reader that goes away is no failure', async () => {
  const child = start(['data', sounds])
  child.stdout?.destroy()
  assert.equal(await ended(child), { code: 0, errors: '' })
})

test('an error is one line; M3NET_DEBUG shows the stack', async () => {
  const gone = place.path('gone')
  const said = `m3net info: cannot read the model ${gone}: it is not there; check the path\n`
  const [plain, debug] = await Promise.all([
    ended(start(['info', gone])),
    ended(start(['info', gone], { M3NET_DEBUG: '1' })),
  ])
  assert.equal(plain, { code: 1, errors: said })
  assert.is(debug.code, 1)
  assert.match(debug.errors, /^m3net info: CommandError: cannot read the model .*\n {4}at /)
})

test.run()
