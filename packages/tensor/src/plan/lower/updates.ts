import type { AdamStepOptions } from '../../updates/adam-step.ts'
import type { MomentumStepOptions } from '../../updates/momentum-step.ts'
import type { SgdStepOptions } from '../../updates/sgd-step.ts'
import { sizeOf } from '../../shape.ts'
import type { Argument } from '../instruction.ts'
import { isItself } from '../graph.ts'
import { pointer } from '../memory.ts'
import { bytesOf, startOf } from './image.ts'
import type { Lowering } from './lowering.ts'

/** Running statistics, moved towards the moments of a batch. */
export const trackMoments: Lowering = (node, b) => {
  const { runningMean, runningVar, moments } = node.inputs
  const { momentum, unbias } = node.options as { momentum: number; unbias: number }
  const [m, v, from] = [runningMean, runningVar, moments].map((operand) => b.readInOrder(operand))
  const C = from.shape[1]
  b.emit('trackMoments', [
    C,
    startOf(from),
    pointer(from.buffer, from.start + C),
    startOf(m),
    startOf(v),
    momentum,
    unbias,
  ])
  return true
}

/** A step of an optimiser: its kernel takes the count, the inputs in their order, and the options. */
function stepOf<O>(numbers: (options: O) => number[]): Lowering {
  return (node, b) => {
    const { rates, p } = node.inputs
    if (!isItself(rates)) return false
    const places = Object.values(node.inputs).map((operand) => b.readInOrder(operand))
    const args: Argument[] = [sizeOf(p.shape), ...places.map(startOf), ...numbers(node.options as O)]
    b.emit(node.name, args, { bytes: bytesOf(...places) })
    return true
  }
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
