import type { AdamStepOptions } from '../../updates/adam-step.ts'
import type { MomentumStepOptions } from '../../updates/momentum-step.ts'
import type { SgdStepOptions } from '../../updates/sgd-step.ts'
import { sizeOf } from '../../shape.ts'
import type { Argument } from '../instruction.ts'
import type { Node } from '../graph.ts'
import { bytesOf, startOf } from './image.ts'
import type { Lowering } from './lowering.ts'

/** A step of an optimiser: its kernel takes the count, the inputs in their order, and the options. */
function stepOf<O>(numbers: (options: O) => number[]): Lowering {
  return (node, b) => {
    const { rates, ...tensors } = node.inputs
    if (rates.value.dtype !== 'float64' || !allSingle(node, Object.keys(tensors))) return false
    const places = Object.values(node.inputs).map((operand) => b.readInOrder(operand))
    const args: Argument[] = [sizeOf(tensors.p.shape), ...places.map(startOf), ...numbers(node.options as O)]
    b.emit(node.name, args, { bytes: bytesOf(...places) })
    return true
  }
}

function allSingle(node: Node, names: readonly string[]): boolean {
  return names.every((name) => node.inputs[name].value.dtype === 'float32')
}

export const adamStep = /* @__PURE__ */ stepOf<AdamStepOptions>(({ betas, eps, weightDecay, decoupledDecay }) => [
  ...betas,
  eps,
  weightDecay,
  decoupledDecay,
])

export const momentumStep = /* @__PURE__ */ stepOf<MomentumStepOptions>(({ momentum, nesterov, weightDecay }) => [
  momentum,
  Number(nesterov),
  weightDecay,
])

export const sgdStep = /* @__PURE__ */ stepOf<SgdStepOptions>(({ weightDecay }) => [weightDecay])
