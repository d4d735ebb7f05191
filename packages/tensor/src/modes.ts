import type { FastKernel, KernelCall } from './op-spec.ts'

/** What holds while some function runs. Only this module changes it. */
const modes = {
  recording: true,
  anomaly: false,
  kernels: new Map() as ReadonlyMap<string, FastKernel>,
  scope: '',
  tracer: null as null | ((call: KernelCall) => void),
}

export const recording = (): boolean => modes.recording

export const watchingAnomalies = (): boolean => modes.anomaly

export const fastKernel = (name: string): FastKernel | undefined => modes.kernels.get(name)

/** What {@link nameScope} says. */
export const currentScope = (): string => modes.scope

export const tracer = (): null | ((call: KernelCall) => void) => modes.tracer

/** Runs `f` with every kernel call told to `tell` instead of computed: results have shapes, but no values. */
export function traceCalls<T>(tell: (call: KernelCall) => void, f: () => T): T {
  return withMode('tracer', tell, f)
}

/**
 * Runs `f` with `name`, such as that of a layer, on its operations, and on those of their gradients later: profiles show it. The innermost
 * name counts.
 */
export function nameScope<T>(name: string, f: () => T): T {
  return withMode('scope', name, f)
}

/** Runs `f` without recording: what it computes has no gradient and keeps nothing alive. */
export function noGrad<T>(f: () => T): T {
  return withMode('recording', false, f)
}

/** Runs `f` with recording on, also inside noGrad: for a pullback that takes gradients itself. */
export function withGrad<T>(f: () => T): T {
  return withMode('recording', true, f)
}

/**
 * Runs `f`, and throws a RangeError at the first operation that makes a NaN or an infinity out of finite inputs, naming it.
 * Every result is looked at: for finding a fault, not for training.
 */
export function detectAnomaly<T>(f: () => T): T {
  return withMode('anomaly', true, f)
}

/**
 * Lays faster kernels, by operation name, over the plain ones for float32 results from now on; an absent name keeps its plain
 * kernel. Inputs may be int32 where the result is not. Returns those laid before.
 */
export function useKernels(kernels: ReadonlyMap<string, FastKernel>): ReadonlyMap<string, FastKernel> {
  const before = modes.kernels
  modes.kernels = kernels
  return before
}

function withMode<T, K extends keyof typeof modes>(key: K, value: (typeof modes)[K], f: () => T): T {
  const before = modes[key]
  modes[key] = value
  try {
    return f()
  } finally {
    modes[key] = before
  }
}
