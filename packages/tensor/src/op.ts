import { currentScope, fastKernel, recording, tracer, watchingAnomalies } from './modes.ts'
import type {
  AnyOp,
  Kernel,
  ListOp,
  ListOpSpec,
  Named,
  Op,
  OpRow,
  OpSpec,
  Pullback,
  ResultDtype,
  Source,
} from './op-spec.ts'
import { eachRow } from './strided.ts'
import { show, sizeOf, type Shape } from './shape.ts'
import { allocate, type Dtype } from './dtype.ts'
import { Tensor } from './tensor.ts'

/** Operations run so far; {@link Source}s are ordered by it. */
let order = 0

/** Makes an operation out of its specification. */
export function defineOp<const N extends readonly string[], O = never, C = undefined>(spec: OpSpec<N, O, C>): Op<N, O> {
  const op = eraseTypes({
    name: spec.name,
    inputs: spec.inputs,
    gradients: spec.inputs.filter((name) => spec.vjp[name as N[number]] !== null),
    view: spec.view as ErasedSpec['view'],
    shape: spec.shape as ErasedSpec['shape'],
    dtype: spec.dtype as ErasedSpec['dtype'],
    strided: spec.strided,
    writes: spec.writes,
    kernel: spec.kernel as Kernel | undefined,
    pullback: (name) => spec.vjp[name as N[number]] as Pullback | null,
  })
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

/** Makes an operation over a list of tensors: `concat([a, b], { axis: 1 })`. */
export function defineListOp<O, C = undefined>(spec: ListOpSpec<O, C>): ListOp<O> {
  const list = (inputs: Named): Tensor[] => Object.values(inputs)
  const op = eraseTypes({
    name: spec.name,
    inputs: ['inputs'],
    gradients: ['inputs'],
    shape: (inputs, options) => spec.shape(list(inputs), options as C),
    dtype: spec.dtype,
    kernel: (y, inputs, options) => spec.kernel(y, list(inputs), options as C),
    pullback: (index) => (g, inputs, options) => spec.vjp(g, list(inputs), options as C, Number(index)),
  })
  const call = (inputs: readonly Tensor[], options?: O): Tensor =>
    op.run({ ...inputs } as unknown as Named, spec.resolve?.(options, inputs))
  return Object.assign(call, { op })
}

/** Gives a function composed of operations its row in the table of operations. */
export function composed<F extends (...args: never[]) => unknown>(
  row: Omit<OpRow, 'kind'> & { kind?: OpRow['kind'] },
  f: F,
): F & { readonly op: OpRow } {
  return Object.assign(f, { op: { kind: 'composed' as const, ...row } })
}

interface ErasedSpec {
  name: string
  inputs: readonly string[]
  gradients: readonly string[]
  shape: (inputs: Named, options: unknown) => number[]
  dtype?: ResultDtype | ((inputs: Named, options: unknown) => ResultDtype)
  strided?: readonly string[]
  writes?: readonly string[]
  kernel?: Kernel
  view?: (inputs: Named, options: unknown, shape: Shape) => Tensor
  pullback: AnyOp['pullback']
}

function eraseTypes(spec: ErasedSpec): AnyOp {
  const run = (inputs: Named, options: unknown): Tensor => {
    const shape = spec.shape(inputs, options)
    const y = spec.view ? spec.view(inputs, options, shape) : compute(spec, inputs, options, shape)
    if (recording()) record(op, inputs, options, y)
    if (watchingAnomalies() && !tracer()) checkFinite(spec.name, inputs, y)
    return y
  }
  const { name, inputs, gradients, pullback } = spec
  const op: AnyOp = { name, inputs, gradients, kind: spec.view ? 'view' : 'kernel', run, pullback }
  return op
}

function compute(spec: ErasedSpec, inputs: Named, options: unknown, shape: Shape): Tensor {
  const dtype = resolveDtype(typeof spec.dtype === 'function' ? spec.dtype(inputs, options) : spec.dtype, inputs)
  const { name, kernel: plain, strided = [], writes = [] } = spec
  if (!plain) throw new TypeError(`${name}: the operation has neither a kernel nor a view; wanted one of them`)
  const tell = tracer()
  const y = new Tensor(allocate(dtype, tell ? 0 : sizeOf(shape)), shape)
  if (tell) tell({ name, kernel: plain, inputs, strided, writes, options, y, scope: currentScope() })
  else {
    const ready: Named = {}
    for (const key in inputs) {
      const x = inputs[key]
      if (x.pending) throw new TypeError(`${name}: ${key} ${leftOver}`)
      ready[key] = strided.includes(key) ? x : x.contiguous()
    }
    const kernel = (dtype === 'float32' && fastKernel(name)) || plain
    kernel(y, ready, options, plain)
  }
  return y
}

const leftOver =
  'was made while a plan was traced, and has no values; wanted what the compiled function returns in its place'

function record(op: AnyOp, inputs: Named, options: unknown, y: Tensor): void {
  for (const name in inputs) {
    if (!inputs[name].tracked || op.pullback(name) === null) continue
    y.tracked = true
    y.source = { op, inputs, options, order: order++, scope: currentScope() } satisfies Source
    return
  }
}

function resolveDtype(rule: ResultDtype = 'float', inputs: Named): Dtype {
  if (rule !== 'float' && rule !== 'widest') return rule
  let dtype: Dtype = rule === 'float' ? 'float32' : 'int32'
  for (const name in inputs) {
    const other = inputs[name].dtype
    if (other === 'float64') return other
    if (other === 'float32') dtype = other
  }
  return dtype
}

function asTensor(op: string, name: string, value: unknown, like: Tensor | undefined): Tensor {
  if (value instanceof Tensor) return value
  if (typeof value === 'number') return Tensor.full([], value, like?.dtype === 'float64' ? 'float64' : 'float32')
  throw new TypeError(`${op}: ${name} is ${value === null ? 'null' : typeof value}; wanted a Tensor or a number`)
}

function checkFinite(name: string, inputs: Named, y: Tensor): void {
  if (isFinite(y) || !Object.values(inputs).every(isFinite)) return
  throw new RangeError(
    `${name}: made a value that is not finite in its result ${show(y.shape)} out of finite inputs; wanted finite values`,
  )
}

/** Reads the storage as it lies: an operation here would be watched in its turn. */
function isFinite(x: Tensor): boolean {
  let finite = true
  eachRow(x.shape, x.stride, x.stride, (_, start, __, length, step) => {
    for (let k = 0, i = x.offset + start; k < length; k++, i += step) if (!Number.isFinite(x.data[i])) finite = false
  })
  return finite
}
