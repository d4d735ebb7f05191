import { noGrad, ShapeError, show, Tensor } from '@m3net/tensor'
import { sameShapeAs } from '../same-shape.ts'
import type { Parameter } from '../parameter.ts'

/**
 * What the optimisers share: the parameters, the learning rate (free to change between steps), the count of steps, and
 * the slots (one tensor of state for each parameter, under torch's names) that `save` hands out and `load` takes back.
 */
export abstract class Optimizer {
  readonly parameters: readonly Parameter[]
  lr: number
  /** Steps done. */
  steps = 0
  /** What changes from step to step, float64; the learning rate is the first. */
  protected readonly rates: Tensor
  private readonly slots = new Map<string, readonly Tensor[]>()

  constructor(parameters: readonly Parameter[], lr: number, rates = 1) {
    if (!(lr >= 0)) throw new RangeError(`Optimizer: lr is ${lr}; wanted a number from 0`)
    this.parameters = parameters
    this.lr = lr
    this.rates = Tensor.zeros([rates], 'float64')
  }

  /**
   * Changes every parameter by its gradient, given in the order of `parameters`.
   * Throws {@link ShapeError} when their number or shapes differ; nothing has changed then.
   */
  step(gradients: readonly Tensor[]): void {
    this.check(gradients)
    this.prepare()
    this.apply(gradients)
  }

  /** Counts a step and writes down its rates; `apply` then changes the parameters. */
  prepare(): void {
    this.steps++
    this.rates.data.set(this.ratesNow())
  }

  /** The second half of a step, made of operations in place, so that a compiled plan can hold it: `prepare` goes before each run. */
  apply(gradients: readonly Tensor[]): void {
    this.check(gradients)
    noGrad(() => this.parameters.forEach((parameter, i) => this.update(parameter, gradients[i], i)))
  }

  /** The state by name, copied: `step`, `lr`, and the slots as `exp_avg.0`, the number being the parameter's. */
  save(): Map<string, Tensor> {
    const saved = new Map<string, Tensor>([
      ['step', Tensor.of(this.steps, 'int32')],
      ['lr', Tensor.of(this.lr, 'float64')],
    ])
    for (const [name, tensors] of this.slots) {
      tensors.forEach((tensor, i) => saved.set(`${name}.${i}`, Tensor.from(tensor.data.slice(), tensor.shape)))
    }
    return saved
  }

  /** Takes back what `save` gave. Throws {@link ShapeError} when a tensor is missing or has another shape. */
  load(saved: ReadonlyMap<string, Tensor>): void {
    const take = (name: string, shape: readonly number[]): Tensor => {
      const tensor = saved.get(name)
      if (tensor && sameShapeAs(tensor, shape)) return tensor
      const found = tensor ? show(tensor.shape) : 'missing'
      throw new ShapeError(
        `Optimizer.load: ${name} is ${found}; wanted ${show(shape)}; was it saved by the same optimiser for the same model?`,
      )
    }
    const [step, lr] = [take('step', []), take('lr', [])]
    const copies = [...this.slots].flatMap(([name, tensors]) =>
      tensors.map((to, i) => ({ to, from: take(`${name}.${i}`, to.shape).contiguous() })),
    )
    for (const { to, from } of copies) to.data.set(from.data)
    this.steps = step.item()
    this.lr = lr.item()
  }

  /** Changes one parameter in place. */
  protected abstract update(parameter: Parameter, gradient: Tensor, index: number): void

  /** The rates of the step that `steps` counts. */
  protected ratesNow(): number[] {
    return [this.lr]
  }

  /** Makes a slot: a tensor of zeros for each parameter. Called by the constructors. */
  protected addSlot(name: string): readonly Tensor[] {
    const tensors = this.parameters.map(({ shape, dtype }) => Tensor.zeros(shape, dtype))
    this.slots.set(name, tensors)
    return tensors
  }

  private check(gradients: readonly Tensor[]): void {
    const { parameters } = this
    const op = 'Optimizer.step'
    if (gradients.length !== parameters.length) {
      throw new ShapeError(`${op}: ${gradients.length} gradients for ${parameters.length} parameters; wanted one each`)
    }
    gradients.forEach((gradient, i) => {
      if (sameShapeAs(gradient, parameters[i].shape)) return
      const shapes = `gradient ${i} is ${show(gradient.shape)} but its parameter is ${show(parameters[i].shape)}`
      throw new ShapeError(`${op}: ${shapes}; wanted the same shape, in the order of the parameters`)
    })
  }
}
