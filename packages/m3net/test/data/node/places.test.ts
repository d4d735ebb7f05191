import { mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tensor } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { nodeFiles } from '../../../src/cli/node-files.ts'
import { nodeStore } from '../../../src/cli/node-store.ts'
import { cachedFeatures } from '../../../src/data/index.ts'
import type { Item } from '../../../src/data/index.ts'
import { rejection, sound } from '../sound.ts'

const test = suite('files and store on disk')
let root = ''

test.before.each(async () => {
  root = await mkdtemp(join(tmpdir(), 'm3net-'))
})

test.after.each(() => rm(root, { recursive: true, force: true }))

test('walks folders in order, past dotfiles and dead links, and not round loops', async () => {
  await mkdir(join(root, 'b/inner'), { recursive: true })
  await mkdir(join(root, '.git'))
  await Promise.all(
    ['b/inner/2.wav', 'b/1.wav', 'a.txt', '.hidden', '.git/x'].map((path) => writeFile(join(root, path), path)),
  )
  await symlink(root, join(root, 'b/loop'))
  await symlink(join(root, 'gone'), join(root, 'dead'))
  await symlink(join(root, 'a.txt'), join(root, 'linked.txt'))
  const files = nodeFiles(root)
  const entries = await files.list()
  assert.equal(
    entries.map(({ path, size }) => [path, size]),
    [
      ['a.txt', 5],
      ['b/1.wav', 7],
      ['b/inner/2.wav', 13],
      ['linked.txt', 5],
    ],
  )
  const whole = await files.read('b/1.wav')
  assert.is(new TextDecoder().decode(whole), 'b/1.wav')
  assert.is(new TextDecoder().decode(await files.read('b/1.wav', 3)), 'b/1')
  assert.is((await files.read('b/1.wav', 100)).length, 7)
})

test('says what is wrong with a path', async () => {
  const gone = join(root, 'gone')
  const file = join(root, 'set.zip')
  await writeFile(file, '')
  assert.is(
    await rejection(nodeFiles(gone).list()),
    `DatasetError: list: ${gone} does not exist; wanted the path of a data set; check the spelling`,
  )
  assert.is(
    await rejection(nodeFiles(file).list()),
    `DatasetError: list: ${file} is a file; wanted a folder; unpack an archive first`,
  )
  assert.is(
    await rejection(nodeFiles(root).read('x.wav')),
    `DatasetError: read: ${join(root, 'x.wav')} does not exist; wanted the path of a data set; check the spelling`,
  )
})

test('the cache tells folders apart by their files, and knows one again that was moved', async () => {
  const store = nodeStore(join(root, 'cache'))
  const items: Item[] = [{ path: 'a.wav', label: 'a' }]
  const place = async (name: string, pitch: number): Promise<void> => {
    await mkdir(join(root, name), { recursive: true })
    await writeFile(join(root, name, 'a.wav'), sound(0.01, { pitch }))
    await utimes(join(root, name, 'a.wav'), 1, 1)
  }
  const load = async (name: string): Promise<[string, number]> => {
    const { cache, features } = await cachedFeatures(nodeFiles(join(root, name)), items, {
      sampleRate: 16000,
      seconds: 0.01,
      frontEnd: (signal) => Tensor.from(signal.slice(0, 2), [2, 1]),
      frontEndOptions: {},
      store,
    })
    return [cache, Math.round(128 * features.row(0)[1])]
  }
  await place('one', 1)
  await place('two', 2)
  assert.equal(await load('one'), ['made', 1])
  assert.equal(await load('two'), ['made', 2], 'names, sizes and times are those of the other')
  await rename(join(root, 'one'), join(root, 'moved'))
  await utimes(join(root, 'moved', 'a.wav'), 2, 2)
  assert.equal(await load('moved'), ['read', 1])
  await place('moved', 3)
  assert.equal(await load('moved'), ['made', 3], 'rewritten in place')
})

test('a store keeps bytes, replaces them and leaves no temporary files', async () => {
  const folder = join(root, 'cache/features')
  const store = nodeStore(folder)
  assert.is(await store.get('k/1'), undefined)
  await store.put('k/1', Uint8Array.of(1, 2))
  await store.put('k/1', Uint8Array.of(3))
  assert.equal([...((await store.get('k/1')) ?? [])], [3])
  assert.equal(await readdir(folder), ['k_1'])
})

test('a store that cannot be written rejects', async () => {
  const file = join(root, 'file')
  await writeFile(file, '')
  const store = nodeStore(join(file, 'cache'))
  assert.is(await store.get('k'), undefined)
  assert.match(await rejection(store.put('k', Uint8Array.of(1))), /ENOTDIR|EEXIST/)
})

test.run()
