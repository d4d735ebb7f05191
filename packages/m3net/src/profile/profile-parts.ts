import type { MachineLimits } from './machine-limits.ts'
import type { NetworkProfile, TimedCall } from './profile-network.ts'

/** Some calls of a profile taken together. */
export interface ProfilePart {
  name: string
  calls: number
  milliseconds: number
  /** Of the whole run, 0 to 1. */
  share: number
  /** Floating-point operations, and bytes read and written, that were counted. */
  flop: number
  bytes: number
  /**
   * The time that the machine's limits would allow (the longer of arithmetic at its peak and memory traffic at the rate of copies, call by call)
   * as a share of the time taken; undefined where nothing was counted or there is no limit.
   */
  ofPeak: number | undefined
}

/** The time of a run in milliseconds. */
export function totalMilliseconds({ calls, otherMilliseconds }: NetworkProfile): number {
  return calls.reduce((sum, { milliseconds }) => sum + milliseconds, otherMilliseconds)
}

/** All kernels of a profile. */
export function allKernels(profile: NetworkProfile): ProfilePart {
  return partOf('all kernels', profile.calls, profile)
}

/** The parts with a name each, in the order in which they first run. */
export function partsBy(profile: NetworkProfile, nameOf: (call: TimedCall) => string): ProfilePart[] {
  const groups = new Map<string, TimedCall[]>()
  for (const call of profile.calls) {
    const name = nameOf(call)
    const group = groups.get(name)
    if (group) group.push(call)
    else groups.set(name, [call])
  }
  return [...groups].map(([name, calls]) => partOf(name, calls, profile))
}

/** What is no kernel. */
export function otherPart(profile: NetworkProfile): ProfilePart {
  const milliseconds = profile.otherMilliseconds
  const share = milliseconds / totalMilliseconds(profile)
  return { name: 'outside kernels', calls: 0, milliseconds, share, flop: 0, bytes: 0, ofPeak: undefined }
}

export function partOf(name: string, calls: readonly TimedCall[], profile: NetworkProfile): ProfilePart {
  const sum = (of: (call: TimedCall) => number): number => calls.reduce((total, call) => total + of(call), 0)
  const [milliseconds, flop, bytes] = [sum((c) => c.milliseconds), sum((c) => c.flop), sum((c) => c.bytes)]
  const { limits } = profile
  const ofPeak = limits && flop + bytes > 0 ? sum((call) => leastMilliseconds(call, limits)) / milliseconds : undefined
  return {
    name,
    calls: calls.length,
    milliseconds,
    share: milliseconds / totalMilliseconds(profile),
    flop,
    bytes,
    ofPeak,
  }
}

function leastMilliseconds({ flop, bytes }: TimedCall, limits: MachineLimits): number {
  return 1000 * Math.max(flop / limits.flop, bytes / limits.bytes)
}
