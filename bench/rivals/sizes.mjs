import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const beside = (module, file) => join(dirname(require.resolve(module)), file)

/** What a page loads: JavaScript as a bundler leaves it, and the WebAssembly file that it fetches. */
export const pages = [
  { name: 'm3net, inference', source: "export { M3Net } from 'm3net'; export { loadState } from '@m3net/nn'" },
  {
    name: 'm3net, training',
    source:
      "export { M3Net } from 'm3net'; export { Adam, loadState, parameters } from '@m3net/nn'; export { crossEntropy, valueAndGrad } from '@m3net/tensor'",
  },
  {
    name: 'm3net, training by SIMD plans',
    source:
      "export { M3Net } from 'm3net'; export { Adam, loadState, parameters } from '@m3net/nn'; export { crossEntropy, valueAndGrad } from '@m3net/tensor'; export { compile } from '@m3net/tensor/simd'",
  },
  {
    name: 'TensorFlow.js, wasm',
    source: "export * from '@tensorflow/tfjs'; export * as wasm from '@tensorflow/tfjs-backend-wasm'",
    wasm: () => beside('@tensorflow/tfjs-backend-wasm', '../wasm-out/tfjs-backend-wasm-simd.wasm'),
  },
  {
    name: 'onnxruntime-web',
    source: "export * from 'onnxruntime-web/wasm'",
    wasm: () => beside('onnxruntime-web', 'ort-wasm-simd-threaded.wasm'),
  },
  { name: 'jax-js, wasm', source: "export * from '@jax-js/jax'" },
  { name: 'm3net, front end', source: "export { logMel } from '@m3net/audio'" },
  {
    name: 'm3net, SIMD front end',
    source: "export { logMel } from '@m3net/audio'; export { simd } from '@m3net/audio/simd'",
  },
  { name: 'Meyda', source: "export { default } from 'meyda'" },
  { name: 'fft.js', source: "export { default } from 'fft.js'" },
]

const columns = [
  { key: 'script', title: 'JavaScript', unit: 'kB gzip' },
  { key: 'wasm', title: 'WebAssembly', unit: 'kB gzip' },
]

/** What each would add to a page, bundled and compressed. */
export async function compareSizes({ wanted }) {
  const { build } = await import('esbuild')
  const rows = []
  const failures = []
  for (const { name, source, wasm } of pages.filter(({ name }) => wanted(name))) {
    try {
      const { outputFiles } = await build({
        stdin: { contents: source, resolveDir: here },
        bundle: true,
        minify: true,
        format: 'esm',
        platform: 'browser',
        external: ['node:*', 'fs', 'path', 'worker_threads', 'perf_hooks', 'os', 'util', 'crypto'],
        write: false,
        logLevel: 'silent',
      })
      const cells = { script: gzipped(outputFiles[0].contents) }
      if (wasm) cells.wasm = gzipped(readFileSync(wasm()))
      rows.push({ name, cells })
    } catch (error) {
      failures.push({ name, role: 'sizes', reason: error.message.split('\n')[0] })
    }
  }
  return { columns, rows, failures }
}

function gzipped(bytes) {
  const size = gzipSync(bytes, { level: 9 }).length / 1000
  return { median: size, values: [size] }
}
