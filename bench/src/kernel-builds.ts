import { readFileSync } from 'node:fs'
import { compileModule, instantiate, plainModule, type CompiledModule, type SimdKernels } from '@m3net/tensor/simd'
import { relaxedModule } from '@m3net/tensor/relaxed'
import type { KernelWorkspace } from './kernel-workspace.ts'

/** Kernels by their names, of a build that has one too. */
export type Build = readonly [name: string, kernels: SimdKernels]

/** Kernels of packages/tensor/assembly with the ways not taken of bench/assembly, of each build that this engine runs. */
export async function tensorBuilds({ memory }: KernelWorkspace): Promise<Build[]> {
  const { compile } = await import(new URL('../../scripts/build-kernels.mjs', import.meta.url).href)
  const entry = new URL('../assembly/index.ts', import.meta.url).pathname
  const all: Build[] = []
  for (const [name, feature, module] of [
    ['SIMD', 'simd', plainModule],
    ['relaxed SIMD', 'relaxed-simd', relaxedModule],
  ] as const) {
    if (!module) continue
    const variants = compileModule((await compile(entry, feature)).toString('hex'))!
    all.push([name, { ...instantiate<SimdKernels>(module, memory), ...instantiate<SimdKernels>(variants, memory) }])
  }
  return all
}

/** Kernels of packages/audio/assembly, with the yardsticks of the others; of one build, which is all there is. */
export function audioBuilds({ memory }: KernelWorkspace): Build[] {
  if (!plainModule) return []
  return [
    ['SIMD', { ...instantiate<SimdKernels>(plainModule, memory), ...instantiate<SimdKernels>(audioModule(), memory) }],
  ]
}

/** The kernels of packages/audio/assembly. */
export function audioModule(): CompiledModule {
  return compileModule(readFileSync(new URL('../../packages/audio/wasm/kernels.wasm', import.meta.url), 'hex'))!
}
