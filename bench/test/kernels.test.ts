import { readdirSync, readFileSync } from 'node:fs'
import { allocateMemory, compileModule, instantiate } from '@m3net/tensor/simd'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('benchmarks of kernels')

const root = new URL('../../', import.meta.url)

/** Names of the functions that a package's WebAssembly exports. */
function kernelsOf(name: string): string[] {
  const module = compileModule(readFileSync(new URL(`packages/${name}/wasm/kernels.wasm`, root), 'base64'))!
  const exported = Object.entries(instantiate<Record<string, unknown>>(module, allocateMemory(1)))
  return exported.filter(([, value]) => typeof value === 'function').map(([kernel]) => kernel)
}

/** The benchmarks, all in one. */
function benchmarks(): string {
  const folder = new URL('bench/src/', root)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n')
}

test('none is left out', () => {
  const text = benchmarks()
  const kernels = ['tensor'].flatMap(kernelsOf)
  assert.ok(kernels.includes('gemm'))
  const left = kernels.filter((kernel) => !new RegExp(`\\.${kernel}\\(`).test(text))
  assert.equal(left, [])
})

test.run()
