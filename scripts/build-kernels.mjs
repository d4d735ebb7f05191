/**
 * Compiles the AssemblyScript of each package (assembly/index.ts) to WebAssembly, as its package.json exports it: with SIMD to
 * wasm/kernels.wasm, with relaxed SIMD (fused multiply-add) to wasm/relaxed-kernels.wasm, for runtimes that import such files. The same bytes
 * go to src/simd/kernel-bytes.ts and src/simd/relaxed-kernel-bytes.ts for all others, as hexadecimal digits: compression finds bytes that repeat
 * in them, not in base64. Does nothing where the source has not changed since.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'

const variants = { kernel: 'simd', 'relaxed-kernel': 'relaxed-simd' }

/** Compiles what has changed below `root`; throws an Error with the compiler's words. Resolves to the packages compiled. */
export async function buildKernels(root) {
  const built = []
  for (const name of readdirSync(join(root, 'packages'))) {
    const folder = join(root, 'packages', name)
    if (!existsSync(join(folder, 'assembly', 'index.ts'))) continue
    const stamp = join(folder, 'wasm', '.stamp')
    const wanted = sourceHash(folder)
    const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const asked = Object.entries(variants).filter(([variant]) => exports[`./${variant}s.wasm`])
    const outputs = asked.map(([variant]) => join(folder, 'src', 'simd', `${variant}-bytes.ts`))
    if ([stamp, ...outputs].every((file) => existsSync(file)) && readFileSync(stamp, 'utf8') === wanted) continue
    for (const part of ['wasm', 'src/simd']) mkdirSync(join(folder, part), { recursive: true })
    for (const [variant, feature] of asked) {
      const bytes = await compile(join(folder, 'assembly', 'index.ts'), feature)
      writeFileSync(join(folder, 'wasm', `${variant}s.wasm`), bytes)
      const text = `// Made by scripts/build-kernels.mjs.\nexport const bytes: string =\n  '${bytes.toString('hex')}'\n`
      writeFileSync(join(folder, 'src', 'simd', `${variant}-bytes.ts`), text)
    }
    writeFileSync(stamp, wanted)
    built.push(name)
  }
  return built
}

function sourceHash(folder) {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
  const assembly = join(folder, 'assembly')
  for (const file of readdirSync(assembly).sort()) hash.update(file).update(readFileSync(join(assembly, file)))
  return hash.digest('hex')
}

/** Compiles an entry file with a feature of WebAssembly (simd, relaxed-simd) to bytes. */
export async function compile(entry, feature) {
  const { default: asc } = await import('assemblyscript/asc')
  let bytes
  const flags = [
    entry,
    '--outFile',
    'out.wasm',
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
  ]
  const { error, stderr } = await asc.main([...flags, '--enable', feature], {
    writeFile: (_, contents) => (bytes = Buffer.from(contents)),
  })
  if (error) throw new Error(`${entry}: ${error.message}\n${stderr.toString()}`)
  return bytes
}

if (argv[1] === fileURLToPath(import.meta.url)) await buildKernels(fileURLToPath(new URL('..', import.meta.url)))
