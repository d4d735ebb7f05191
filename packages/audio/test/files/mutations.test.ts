import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { draws, kinds, mutations, read } from './mutations.ts'

const test = suite('broken files')

for (const [kind, files] of Object.entries(kinds)) {
  for (const [way, mutate] of Object.entries(mutations)) {
    test(`500 ${kind} files with ${way} give samples, warnings or an AudioFileError`, () => {
      const draw = draws(kind.length + way.length)
      const ends = { samples: 0, warning: 0, refused: 0 }
      for (let i = 0; i < 500; i++) {
        const bytes = mutate(files[draw(files.length)]!.bytes, draw)
        ends[read(bytes, i % 5 === 0 ? draw : undefined)]++
      }
      assert.ok(ends.samples + ends.warning > 0 && ends.refused + ends.warning > 0, JSON.stringify(ends))
    })
  }
}

test.run()
