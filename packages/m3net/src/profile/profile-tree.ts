import type { NetworkProfile, TimedCall } from './profile-network.ts'
import { otherPart, partOf, totalMilliseconds, type ProfilePart } from './profile-parts.ts'

/** A part with the smaller ones that it is made of, kernels being the last. */
export interface ProfileTree {
  part: ProfilePart
  children: readonly ProfileTree[]
}

/** The run, its blocks, their layers, their kernels, each in the order in which it first runs. */
export function profileTree(profile: NetworkProfile, name: string): ProfileTree {
  const { part, children } = branch(name, profile.calls, 0, profile)
  const other = { part: otherPart(profile), children: [] }
  return { part: { ...part, milliseconds: totalMilliseconds(profile), share: 1 }, children: [...children, other] }
}

function branch(name: string, calls: readonly TimedCall[], depth: number, profile: NetworkProfile): ProfileTree {
  const part = partOf(name, calls, profile)
  const below = new Map<string, { step: string | undefined; calls: TimedCall[] }>()
  for (const call of calls) {
    const step = stepsOf(call.layer)[depth]
    const key = step ?? `kernel ${call.kernel}`
    const group = below.get(key)
    if (group) group.calls.push(call)
    else below.set(key, { step, calls: [call] })
  }
  const children = [...below.values()].map(({ step, calls }) =>
    step === undefined
      ? { part: partOf(calls[0].kernel, calls, profile), children: [] }
      : branch(step, calls, depth + 1, profile),
  )
  return { part, children }
}

/** `blocks.2.dsconv1.pointwise` as blocks.2, dsconv1, pointwise. */
function stepsOf(layer: string): string[] {
  return layer.split(/\.(?!\d+(?:\.|$))/)
}
