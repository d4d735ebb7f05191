import type { Dtype, Tensor } from './tensor.ts'

/** Inputs by name; operations over a list of tensors name them by their position. */
export type Named<N extends readonly string[] = readonly string[]> = Record<N[number], Tensor>

export type Kernel<I = Named, C = unknown> = (y: Tensor, inputs: I, options: C) => void

/** A kernel laid over a plain one, which it may call for what it cannot do itself. */
export type FastKernel = (y: Tensor, inputs: Named, options: unknown, plain: Kernel) => void

/**
 * Element type of a result. 'widest' is that of the inputs, float64 before float32 before int32: for what makes whole numbers of
 * whole numbers. 'float' is that but float32 where all inputs are int32, as in torch: for what would lose its fractions.
 */
export type ResultDtype = Dtype | 'widest' | 'float'

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
  /** Element type of the result; 'float' when left out. */
  dtype?: ResultDtype | ((inputs: Named<N>, options: C) => ResultDtype)
  strided?: readonly N[number][]
  /** Inputs that the kernel changes in place: dense state, such as running statistics. There is no gradient then. */
  writes?: readonly N[number][]
  kernel?: Kernel<Named<N>, C>
  view?: (inputs: Named<N>, options: C, shape: number[]) => Tensor
  vjp: { [K in N[number]]: null | ((g: Tensor, inputs: Named<N>, options: C, y: Tensor) => Tensor) }
}

/** What defines an operation over a list of tensors, such as concat; `vjp` pulls back to the one at `index`. */
export interface ListOpSpec<O, C> {
  name: string
  resolve?: (options: O | undefined, inputs: readonly Tensor[]) => C
  shape(inputs: readonly Tensor[], options: C): number[]
  /** Element type of the result; 'float' when left out. */
  dtype?: ResultDtype
  kernel: (y: Tensor, inputs: readonly Tensor[], options: C) => void
  vjp: (g: Tensor, inputs: readonly Tensor[], options: C, index: number) => Tensor
}

/** A row of the table of operations: docs/ops.md is made of these, and the tests go through them. */
export interface OpRow {
  readonly name: string
  readonly inputs: readonly string[]
  /** The inputs that gradients flow to. */
  readonly gradients: readonly string[]
  /** A loop of its own, a view of its input's storage, or a function composed of other operations. */
  readonly kind: 'kernel' | 'view' | 'composed'
}

export type Pullback = (g: Tensor, inputs: Named, options: unknown, y: Tensor) => Tensor

/** An operation with its types forgotten, as the gradient sees it. */
export interface AnyOp extends OpRow {
  readonly run: (inputs: Named, options: unknown) => Tensor
  readonly pullback: (input: string) => null | Pullback
}

/** Where a tracked tensor came from. `order` grows with every operation; `scope` is the name it ran under. */
export interface Source {
  op: AnyOp
  inputs: Named
  options: unknown
  order: number
  scope: string
}

type Operands<N extends readonly string[]> = { [K in keyof N]: Tensor | number }

/** A callable operation: `conv2d(x, w, { stride: 2 })`. A number among the inputs stands for a scalar tensor. */
export interface Op<N extends readonly string[], O = never> {
  (...args: [...Operands<N>, options?: O]): Tensor
  readonly op: AnyOp
}

/** A callable operation over a list of tensors: `concat([a, b], { axis: 1 })`. */
export interface ListOp<O> {
  (inputs: readonly Tensor[], options?: O): Tensor
  readonly op: AnyOp
}

/** A kernel with what it is called with: what a plan is made of. */
export interface KernelCall {
  readonly name: string
  readonly kernel: Kernel
  /** As the caller has them: views of any strides. */
  readonly inputs: Named
  /** Those that the kernel takes as they lie, and those that it changes. */
  readonly strided: readonly string[]
  readonly writes: readonly string[]
  readonly options: unknown
  /** The result, without values. */
  readonly y: Tensor
  readonly scope: string
}
