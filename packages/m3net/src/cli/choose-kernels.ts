import type { AudioKernels } from '@m3net/audio'
import { simd } from '@m3net/audio/simd'
import type { Compile } from '@m3net/nn'
import { compile, plainModule, relaxedModule, type CompiledModule } from '@m3net/tensor/simd'
import { CommandError } from './command-error.ts'
import type { Options, Specs } from './options.ts'

/** What does the arithmetic: SIMD with the same bits on every machine, relaxed SIMD, or plain JavaScript. */
export type Kernels = 'simd' | 'relaxed' | 'plain'

export const kernelOptions: Specs = {
  kernels: {
    value: 'WORD',
    help: 'simd, relaxed (faster where Node has it, but the last bits follow the machine) or plain; default simd',
  },
}

export function chooseKernels(options: Options): Kernels {
  const kernels = options.choice('kernels', ['simd', 'relaxed', 'plain'] as const) ?? 'simd'
  if (kernels === 'relaxed' && !relaxedModule) {
    throw new CommandError(
      '--kernels relaxed: this runtime has no relaxed SIMD; use Node 22 or later, or leave it out',
      2,
    )
  }
  return kernels
}

/** The module of the chosen kernels; null for plain ones, and where WebAssembly is missing. */
export function moduleFor(kernels: Kernels): CompiledModule | null {
  return { simd: plainModule, relaxed: relaxedModule, plain: null }[kernels]
}

/** Makes plans on the chosen kernels; where WebAssembly is missing, functions stay as they are. */
export function compilerFor(kernels: Kernels): Compile {
  return (f, options) => compile(f, { ...options, module: moduleFor(kernels) })
}

/** What makes features; null for the plain way, and where WebAssembly is missing. Relaxed SIMD would gain nothing here. */
export function frontEndKernels(kernels: Kernels): AudioKernels | null {
  return kernels === 'plain' ? null : simd()
}
