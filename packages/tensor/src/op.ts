import { show, type Shape } from './shape.ts'
import { Tensor, allocate, type Dtype } from './tensor.ts'

/** Inputs by name; operations over a list of tensors name them by their position. */
export type Named<N extends readonly string[] = readonly string[]> = Record<N[number], Tensor>

export type Kernel<I = Named, C = unknown> = (y: Tensor, inputs: I, options: C) => void

/**
 * What makes an operation. `inputs` names the tensors as the formula does. `shape` is the only gate: it throws or is right.
 * `kernel` is the plain loop, the specification; it receives dense inputs but for those named in `strided`, and a zeroed y.
 * A `view` shares its input's storage instead. `vjp` gives, for each input, the pullback (made of operations, so
 * that gradients have gradients), or null: there is none.
 */
export interface OpSpec<N extends readonly string[], O, C> {
  name: string
  inputs: N
  /** Resolves the caller's options; without it an operation has none. */
  resolve?: (options: O | undefined, inputs: Named<N>) => C
  shape(inputs: Named<N>, options: C): number[]
  /** Element type of the result; the widest of the inputs' when left out. */
  dtype?: (inputs: Named<N>) => Dtype
  strided?: readonly N[number][]
  kernel?: Kernel<Named<N>, C>
  view?: (inputs: Named<N>, options: C, shape: number[]) => Tensor
  vjp: { [K in N[number]]: null | ((g: Tensor, inputs: Named<N>, options: C, y: Tensor) => Tensor) }
}

/** An operation with its types forgotten, as the gradient, the tests and the documentation see it. */
export interface AnyOp {
  readonly name: string
  readonly inputs: readonly string[]
  readonly run: (inputs: Named, options: unknown) => Tensor
  readonly pullback: (input: string) => null | ((g: Tensor, inputs: Named, options: unknown, y: Tensor) => Tensor)
}

/** Where a tracked tensor came from. `order` grows with every operation. */
export interface Source {
  op: AnyOp
  inputs: Named
  options: unknown
  order: number
}

type Operands<N extends readonly string[]> = { [K in keyof N]: Tensor | number }

/** A callable operation: `conv2d(x, w, { stride: 2 })`. A number among the inputs stands for a scalar tensor. */
export type Op<N extends readonly string[], O = never> = ((...args: [...Operands<N>, options?: O]) => Tensor) & { readonly op: AnyOp }

const state = {
  recording: true,
  anomaly: false,
  order: 0,
  kernels: new Map<string, Kernel>() as ReadonlyMap<string, Kernel>,
}

/** Runs `f` without recording: what it computes has no gradient and keeps nothing alive. */
export function noGrad<T>(f: () => T): T {
  return withState('recording', false, f)
}

/** Runs `f` with recording on, also inside noGrad: for a pullback that takes gradients itself. */
export function withGrad<T>(f: () => T): T {
  return withState('recording', true, f)
}

/** Runs `f`, and throws at the first operation that makes a NaN or an infinity out of finite inputs, naming it. */
export function detectAnomaly<T>(f: () => T): T {
  return withState('anomaly', true, f)
}

/** Lays faster kernels, by operation name, over the plain ones from now on; an absent name keeps its plain kernel. */
export function useKernels(kernels: ReadonlyMap<string, Kernel>): void {
  state.kernels = kernels
}

function withState<T>(key: 'recording' | 'anomaly', value: boolean, f: () => T): T {
  const before = state[key]
  state[key] = value
  try {
    return f()
  } finally {
    state[key] = before
  }
}

/** The widest element type among the inputs: float64, then float32, then int32. */
export function widest(inputs: Named): Dtype {
  let dtype: Dtype = 'int32'
  for (const name in inputs) {
    const other = inputs[name].dtype
    if (other === 'float64') return other
    if (other === 'float32') dtype = other
  }
  return dtype
}

/** Makes an operation out of its specification. */
export function defineOp<const N extends readonly string[], O = never, C = undefined>(spec: OpSpec<N, O, C>): Op<N, O> {
  const op = eraseTypes(spec)
  const call = (...args: unknown[]): Tensor => {
    const inputs = {} as Named<N>
    const first = args.find((value) => value instanceof Tensor)
    spec.inputs.forEach((name, i) => {
      inputs[name as N[number]] = asTensor(spec.name, name, args[i], first)
    })
    return op.run(inputs, spec.resolve?.(args[spec.inputs.length] as O | undefined, inputs))
  }
  return Object.assign(call, { op }) as unknown as Op<N, O>
}

/** What defines an operation over a list of tensors, such as concat; `vjp` pulls back to the one at `index`. */
export interface ListOpSpec<O, C> {
  name: string
  resolve?: (options: O | undefined, inputs: readonly Tensor[]) => C
  shape(inputs: readonly Tensor[], options: C): number[]
  kernel: (y: Tensor, inputs: readonly Tensor[], options: C) => void
  vjp: (g: Tensor, inputs: readonly Tensor[], options: C, index: number) => Tensor
}

/** Makes an operation over a list of tensors: `concat([a, b], { axis: 1 })`. */
export function defineListOp<O, C = undefined>(
  spec: ListOpSpec<O, C>,
): ((inputs: readonly Tensor[], options?: O) => Tensor) & { readonly op: AnyOp } {
  const list = (inputs: Named): Tensor[] => Object.values(inputs)
  const op = eraseTypes<readonly string[], O, C>({
    name: spec.name,
    inputs: ['inputs'],
    shape: (inputs, options) => spec.shape(list(inputs), options),
    kernel: (y, inputs, options) => spec.kernel(y, list(inputs), options),
    vjp: new Proxy({}, { get: (_, name) => (g: Tensor, inputs: Named, options: C) => spec.vjp(g, list(inputs), options, Number(name)) }),
  })
  const call = (inputs: readonly Tensor[], options?: O): Tensor =>
    op.run({ ...inputs } as unknown as Named, spec.resolve?.(options, inputs))
  return Object.assign(call, { op })
}

function asTensor(op: string, name: string, value: unknown, like: Tensor | undefined): Tensor {
  if (value instanceof Tensor) return value
  if (typeof value === 'number') return Tensor.full([], value, like?.dtype === 'float64' ? 'float64' : 'float32')
  throw new TypeError(`${op}: ${name} is ${value === null ? 'null' : typeof value}; wanted a Tensor or a number`)
}

function eraseTypes<N extends readonly string[], O, C>(spec: OpSpec<N, O, C>): AnyOp {
  const pullback = (input: string) => spec.vjp[input as N[number]] as ReturnType<AnyOp['pullback']>
  const run = (named: Named, resolved: unknown): Tensor => {
    const inputs = named as Named<N>
    const options = resolved as C
    const shape = spec.shape(inputs, options)
    const y = spec.view ? spec.view(inputs, options, shape) : compute(spec, inputs, options, shape)
    if (state.recording) record(op, named, options, y)
    if (state.anomaly) checkFinite(spec.name, named, y)
    return y
  }
  const op: AnyOp = { name: spec.name, inputs: spec.inputs, run, pullback }
  return op
}

function compute<N extends readonly string[], O, C>(spec: OpSpec<N, O, C>, inputs: Named<N>, options: C, shape: Shape): Tensor {
  const dtype = spec.dtype?.(inputs) ?? widest(inputs)
  const y = Tensor.from(allocate(dtype, shape.reduce((size, length) => size * length, 1)), shape)
  const ready: Named = {}
  for (const name in inputs as Named) {
    const input = (inputs as Named)[name]
    ready[name] = spec.strided?.includes(name) ? input : input.contiguous()
  }
  const fast = dtype === 'float32' ? state.kernels.get(spec.name) : undefined
  const kernel = fast ?? (spec.kernel as Kernel | undefined)
  if (!kernel) throw new TypeError(`${spec.name}: the operation has neither a kernel nor a view`)
  kernel(y, ready, options)
  return y
}

function record(op: AnyOp, inputs: Named, options: unknown, y: Tensor): void {
  for (const name in inputs) {
    if (!inputs[name].tracked || op.pullback(name) === null) continue
    y.tracked = true
    y.source = { op, inputs, options, order: state.order++ }
    return
  }
}

function checkFinite(name: string, inputs: Named, y: Tensor): void {
  const finite = (x: Tensor): boolean => x.contiguous().data.every(Number.isFinite)
  if (finite(y) || !Object.values(inputs).every(finite)) return
  throw new RangeError(`${name}: made a value that is not finite in its result ${show(y.shape)} out of finite inputs`)
}
