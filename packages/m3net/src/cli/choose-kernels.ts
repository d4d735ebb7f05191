import type { AudioKernels } from '@m3net/audio'
import { simd } from '@m3net/audio/simd'
import type { Compile } from '@m3net/nn'
import { compile, plainModule, type CompiledModule } from '@m3net/tensor/simd'
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
  return options.choice('kernels', ['simd', 'relaxed', 'plain'] as const) ?? 'simd'
}

/**
 * The module of the chosen kernels; null for plain ones, and where WebAssembly is missing. Throws a CommandError for relaxed kernels where
 * there is no relaxed SIMD; they are loaded only when they are asked for.
 */
export async function moduleFor(kernels: Kernels): Promise<CompiledModule | null> {
  if (kernels !== 'relaxed') return kernels === 'plain' ? null : plainModule
  const { relaxedModule } = await import('@m3net/tensor/relaxed')
  if (relaxedModule) return relaxedModule
  throw new CommandError(
    '--kernels relaxed: this runtime has no relaxed SIMD; use Node 22 or later, or leave it out',
    2,
  )
}

/** Makes plans on the chosen kernels; where WebAssembly is missing, functions stay as they are. */
export async function compilerFor(kernels: Kernels): Promise<Compile> {
  const module = await moduleFor(kernels)
  return (f, options) => compile(f, { ...options, module })
}

/** What makes features; null for the plain way, and where WebAssembly is missing. Relaxed SIMD would gain nothing here. */
export function frontEndKernels(kernels: Kernels): AudioKernels | null {
  return kernels === 'plain' ? null : simd()
}
