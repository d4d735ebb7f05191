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
 * Compiles a module from base64, at once, or says null where the host has no WebAssembly, lacks what the module uses (SIMD, relaxed SIMD) or
 * refuses it. To be called while a module loads: edge workers compile at no other time.
 */
export function compileModule(base64: string): CompiledModule | null {
  try {
    return new (api().Module)(decodeBase64(base64))
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

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function decodeBase64(text: string): Uint8Array {
  const length = text.indexOf('=') < 0 ? text.length : text.indexOf('=')
  const codes = new Uint8Array(128)
  for (let i = 0; i < alphabet.length; i++) codes[alphabet.charCodeAt(i)] = i
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  for (let i = 0, at = 0, bits = 0; i < length; i++) {
    bits = (bits << 6) | codes[text.charCodeAt(i)]
    if (i % 4 > 0) bytes[at++] = (bits >> (6 - 2 * (i % 4))) & 255
  }
  return bytes
}
