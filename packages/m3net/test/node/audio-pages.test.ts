/** The pages of docs/audio: their code runs, their links lead somewhere, and every picture is shown. */
import * as audio from '@m3net/audio'
import * as augment from '@m3net/audio/augment'
import * as files from '@m3net/audio/files'
import * as listen from '@m3net/audio/listen'
import * as pictures from '@m3net/audio/pictures'
import * as simd from '@m3net/audio/simd'
import * as tensor from '@m3net/tensor'
import { transform } from 'esbuild'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as m3net from '../../src/index.ts'

const test = suite('pages about sound')

const folder = new URL('../../../../docs/audio/', import.meta.url)
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))
const textOf = (page: string): string => readFileSync(new URL(page, folder), 'utf8')

const noise = (samples: number): Float32Array => augment.noise('pink', samples, new tensor.Rng('pages'))
const bytes = files.writeWav({ sampleRate: 16000, channels: [noise(16000)] })

/** What the code of a page takes as given, beside all that @m3net/audio and Tensor are. */
const given: Record<string, Record<string, unknown>> = {
  'augmentation.md': {
    kitchens: [noise(30000)],
    signals: [noise(16000), noise(12000)],
    labels: Int32Array.of(0, 1),
    classes: 2,
    frontEnd: new m3net.FrontEnd(m3net.defaultFrontEnd(1, 16000, 16)),
    normalisation: { mean: 0, deviation: 1 },
    augment: augment.gain(),
    network: m3net.preset('A', 2),
    recipe: m3net.baseRecipe,
    held: { signals: [noise(16000)], labels: Int32Array.of(1) },
  },
  'files.md': { file: new Blob([bytes as Uint8Array<ArrayBuffer>]), use: (samples: unknown) => assert.ok(samples) },
  'fourier.md': { re: new Float64Array(441), im: new Float64Array(441), frame: new Float64Array(400) },
  'griffin-lim.md': { writeWav: files.writeWav },
  'listening.md': {
    probabilities: Float32Array.of(0.9, 0.1),
    microphone: [noise(50000), noise(70000)],
    console: { log: (event: listen.HeardEvent) => assert.is(event.class, 0) },
  },
  'pictures.md': {
    context: { putImageData: (image: { data: Uint8ClampedArray }) => assert.is(image.data.length, 4 * 800 * 400) },
    ImageData: function (this: { data: Uint8ClampedArray }, data: Uint8ClampedArray) {
      this.data = data
    },
  },
}
const modules: Record<string, Record<string, unknown>> = {
  '@m3net/audio/augment': augment,
  '@m3net/audio/files': files,
  '@m3net/audio/listen': listen,
  '@m3net/audio/pictures': pictures,
  '@m3net/audio/simd': simd,
  '@m3net/nn': {}, // types only
  '@m3net/tensor': tensor,
  m3net,
}

/** Runs code with these names; what it imports is checked to be there. */
async function run(code: string, names: Record<string, unknown>): Promise<void> {
  const scope: Record<string, unknown> = { ...names }
  const body = code.replaceAll(/^import (type )?\{(.*?)\} from '(.*?)'$/gm, (_, types, list: string, from: string) => {
    for (const name of types ? [] : list.split(',').map((part) => part.trim())) {
      if (name.startsWith('type ')) continue
      assert.ok(name in (modules[from] ?? {}), `${from} has no ${name}`)
      scope[name] = modules[from][name]
    }
    return ''
  })
  const { code: plain } = await transform(body, { loader: 'ts', format: 'esm', target: 'esnext' })
  const AsyncFunction = Object.getPrototypeOf(run).constructor as new (
    ...source: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new AsyncFunction(...Object.keys(scope), `{ ${plain} }`)(...Object.values(scope))
}

for (const page of pages) {
  const blocks = [...textOf(page).matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code)
  blocks.forEach((code, i) => {
    if (code.includes("from 'mpg123-decoder'")) return // a package that is not installed here
    test(`${page}: piece of code ${i + 1} runs`, () =>
      run(code, { ...audio, Tensor: tensor.Tensor, bytes, signal: noise(16000), chunk: noise(4000), ...given[page] }))
  })
}

test('links of the pages lead somewhere, and every picture is shown', () => {
  const shown = new Set<string>()
  for (const page of pages) {
    for (const [, path, , heading] of textOf(page).matchAll(/\]\((?!https?:)([^)#]*)(#([^)]*))?\)/g)) {
      assert.ok(existsSync(new URL(path || page, folder)), `${page}: there is no ${path}`)
      const headings = heading === undefined ? [] : [...textOf(path || page).matchAll(/^#+ (.*)$/gm)]
      const ids = headings.map(([, text]) =>
        text
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      )
      assert.ok(heading === undefined || ids.includes(heading), `${page}: ${path} has no heading ${heading}`)
      shown.add(path)
    }
  }
  const drawn = readdirSync(new URL('pictures/', folder))
  assert.equal(
    drawn.filter((name) => !shown.has(`pictures/${name}`)),
    [],
  )
})

test.run()
