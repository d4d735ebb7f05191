import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { allCommands } from '../../src/cli/commands/index.ts'
import { failure, m3net } from './workplace.ts'

const test = suite('usage of the command line')

test('wrong command lines are told in one sentence, with exit code 2', async () => {
  const see = '; see m3net train --help'
  const wrong: [string[], string][] = [
    [
      ['bogus'],
      'm3net: there is no command bogus; wanted one of train, eval, predict, listen, info, show, profile, data, demo',
    ],
    [['train'], `m3net train: no folder was given${see}`],
    [['data'], 'm3net data: no folder was given; see m3net data --help'],
    [['eval'], 'm3net eval: no model was given; see m3net eval --help'],
    [['predict'], 'm3net predict: no model was given; see m3net predict --help'],
    [['predict', 'model'], 'm3net predict: no recording was given; see m3net predict --help'],
    [['train', 'a', 'b'], `m3net train: b is one argument too many; wanted at most 1${see}`],
    [['demo', 'a'], 'm3net demo: a is one argument too many; wanted none; see m3net demo --help'],
    [['train', 'a', '--bogus'], `m3net train: there is no option --bogus${see}`],
    [['train', 'a', '-x'], `m3net train: there is no option -x${see}`],
    [['train', 'a', '--epoch=3'], `m3net train: there is no option --epoch; did you mean --epochs?${see}`],
    [['train', 'a', '--out'], `m3net train: --out was given without a value; wanted --out DIR${see}`],
    [['train', 'a', '--out', '--force'], `m3net train: --out was given without a value; wanted --out DIR${see}`],
    [['train', 'a', '--force=1'], `m3net train: --force was given the value 1; it takes none${see}`],
    [['train', 'a', '--epochs', '0'], 'm3net train: --epochs is 0; wanted a whole number of at least 1'],
    [['train', 'a', '--epochs', '-3'], 'm3net train: --epochs is -3; wanted a whole number of at least 1'],
    [['train', 'a', '--epochs', '2.5'], 'm3net train: --epochs is 2.5; wanted a whole number of at least 1'],
    [['train', 'a', '--lr', 'fast'], 'm3net train: --lr is fast; wanted a number from 1e-8 to 10'],
    [['train', 'a', '--lr='], 'm3net train: --lr is empty; wanted a number from 1e-8 to 10'],
    [['train', 'a', '--seed', '1e30'], 'm3net train: --seed is 1e30; wanted a whole number'],
    [['train', 'a', '--eca', '4'], 'm3net train: --eca is 4; wanted an odd number, auto or off'],
    [['train', 'a', '--schedule', 'step'], 'm3net train: --schedule is step; wanted one of cosine, plateau, constant'],
    [['eval', 'a', 'b', '--part', 'some'], 'm3net eval: --part is some; wanted one of train, validation, test, all'],
    [
      ['train', 'a', '--resume', 'b'],
      'm3net train: a was given beside --resume, which goes on with a run as it was begun; leave it out, or begin a new run',
    ],
    [
      ['train', '--resume', 'b', '--epochs', '9'],
      'm3net train: --epochs was given beside --resume, which goes on with a run as it was begun; leave it out, or begin a new run',
    ],
    [
      ['info', 'a', '--classes', '3'],
      'm3net info: --classes was given beside a model, which has its own; leave out the one or the other',
    ],
  ]
  for (const [args, message] of wrong) assert.equal(await failure(...args), [2, message])
})

test('help goes to the output, fits in 100 columns and knows every option', async () => {
  for (const [name, { options }] of Object.entries(await allCommands())) {
    const { code, out } = await m3net([name, '--help'])
    assert.is(code, 0)
    assert.equal((await m3net(['help', name])).out, out)
    for (const line of out.split('\n')) assert.ok(line.length <= 100, line)
    for (const option of Object.keys(options)) assert.ok(out.includes(`  --${option}`), option)
  }
  const { code, out } = await m3net(['--help'])
  assert.is(code, 0)
  for (const line of out.split('\n')) assert.ok(line.length <= 100, line)
  assert.is((await m3net(['--version'])).out, '1.2.3')
})

test('without a command the overview is a note, and the code says so', async () => {
  const { code, out, notes } = await m3net([])
  assert.equal([code, out], [2, ''])
  assert.match(notes[0], /^usage: m3net COMMAND/)
})

test('info shows the network that the options ask for', async () => {
  const { code, out } = await m3net(['info', '--classes', '50'])
  assert.is(code, 0)
  assert.match(out, /^layer +output +parameters +MACs +kB in training\ninput +1x64x128\n/)
  assert.match(out, /\ntotal +31,992 /)
  const shown = JSON.parse((await m3net(['info', '--classes', '50', '--json'])).out) as {
    total: { parameters: number }
  }
  assert.is(shown.total.parameters, 31992)
})

test.run()
