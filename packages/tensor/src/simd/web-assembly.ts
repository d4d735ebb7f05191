// WebAssembly as far as the kernels need it. It is looked up rather than assumed: a host may lack it or refuse it.

/** A WebAssembly.Module: a type that not every host's library declares. */
export type CompiledModule = object

/** A WebAssembly.Memory. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer
}

interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => CompiledModule
  Memory: new (size: { initial: number; maximum?: number }) => LinearMemory
  Instance: new (module: CompiledModule, imports: { env: { memory: LinearMemory } }) => { exports: unknown }
}

/** Bytes of a page, the unit in which memory is counted. */
export const PAGE = 65536

/**
 * Compiles a module from its bytes in hexadecimal digits, at once, or says null where the host has no WebAssembly, lacks what
 * the module uses (SIMD, relaxed SIMD) or refuses it. To be called while a module loads: edge workers compile at no other time.
 */
export function compileModule(digits: string): CompiledModule | null {
  try {
    return new (api().Module)(decodeHex(digits))
  } catch {
    return null
  }
}

/** A memory of at least so many bytes that never grows, so that views of it stay whole. */
export function allocateMemory(bytes: number): LinearMemory {
  const pages = Math.ceil(bytes / PAGE)
  try {
    return new (api().Memory)({ initial: pages, maximum: pages })
  } catch (cause) {
    const size = `${Math.ceil(bytes / 2 ** 20)} MB`
    throw new RangeError(`plan: it needs ${size} of memory, which cannot be had; wanted less; use smaller batches`, {
      cause,
    })
  }
}

/** The exports of an instance of `module` over `memory`. */
export function instantiate<T>(module: CompiledModule, memory: LinearMemory): T {
  return new (api().Instance)(module, { env: { memory } }).exports as T
}

function api(): WebAssemblyApi {
  return (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly
}

function decodeHex(digits: string): Uint8Array {
  const words = Math.ceil(digits.length / 8)
  const padded = digits.padEnd(8 * words, '0')
  const view = new DataView(new ArrayBuffer(4 * words))
  // Engines have not optimised what runs once: four bytes at a time, this is faster than digit by digit.
  for (let i = 0; i < words; i++) view.setUint32(4 * i, parseInt(padded.slice(8 * i, 8 * i + 8), 16))
  return new Uint8Array(view.buffer, 0, digits.length / 2)
}
