import { Writable } from 'node:stream'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { duration, lossText, nodeTerminal, percent, table } from '../../src/cli/terminal.ts'

const test = suite('terminal')

class Recorder extends Writable {
  text = ''
  readonly isTTY: boolean
  readonly columns = 20

  constructor(isTTY: boolean) {
    super({ decodeStrings: false })
    this.isTTY = isTTY
  }

  override _write(chunk: string, _: string, done: () => void): void {
    this.text += chunk
    done()
  }
}

const stream = (recorder: Recorder): NodeJS.WriteStream => recorder as unknown as NodeJS.WriteStream
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

test('on a terminal progress is one line, cut to its width and gone before the next text', async () => {
  const [out, error] = [new Recorder(true), new Recorder(true)]
  const terminal = nodeTerminal(stream(out), stream(error))
  await wait(60)
  terminal.progress('reading recordings: 1 of 9')
  terminal.progress('too soon after it')
  terminal.note('a note')
  terminal.out('a result')
  assert.is(error.text, '\r\u001b[Kreading recordings:\r\u001b[Ka note\n')
  assert.is(out.text, 'a result\n')
})

test('a terminal has a size and perhaps colours; a file has neither', () => {
  const screen = (isTTY: boolean, depth: number): unknown => {
    const out = Object.assign(new Recorder(isTTY), { rows: 50, getColorDepth: () => depth })
    return nodeTerminal(stream(out), stream(new Recorder(isTTY))).screen
  }
  assert.equal(screen(true, 24), { columns: 20, rows: 50, trueColor: true })
  assert.equal(screen(true, 8), { columns: 20, rows: 50, trueColor: false })
  assert.is(screen(false, 24), undefined)
})

test('elsewhere there is no progress within ten seconds, and no control character', async () => {
  const [out, error] = [new Recorder(false), new Recorder(false)]
  const terminal = nodeTerminal(stream(out), stream(error))
  await wait(60)
  terminal.progress('reading recordings: 1 of 9')
  terminal.note('a note')
  assert.is(error.text, 'a note\n')
})

test('elsewhere progress that was shown ends with its last line', () => {
  const [out, error] = [new Recorder(false), new Recorder(false)]
  let now = 0
  const terminal = nodeTerminal(stream(out), stream(error), () => now)
  for (let done = 1; done <= 4; done++) {
    now += 6_000
    terminal.progress(`reading recordings: ${done} of 4`, done === 4)
  }
  now += 1_000
  terminal.progress('making features: 1 of 1', true)
  assert.is(error.text, 'reading recordings: 2 of 4\nreading recordings: 4 of 4\n')
})

test('times, shares and tables', () => {
  assert.equal([0.4, 59, 200, 7500].map(duration), ['0 s', '59 s', '3 min 20 s', '2 h 5 min'])
  assert.is(percent(0.97449), '97.4 %')
  assert.equal([0.12345, 2.365e26, NaN].map(lossText), ['0.123', '2.37e+26', 'NaN'])
  assert.is(
    table([
      ['class', 'n'],
      ['a', '100'],
    ]),
    'class    n\na      100',
  )
})

test.run()
