/** The learning rate at a step (counted from 0), as a factor of the rate the optimiser was made with. */
export type Schedule = (step: number) => number

/** `factor` once more after every `every` steps, as torch's StepLR. */
export function stepDecay({ every, factor = 0.1 }: { every: number; factor?: number }): Schedule {
  return (step) => {
    let scale = 1
    for (let drops = Math.floor(step / every); drops > 0; drops--) scale *= factor
    return scale
  }
}

/** A straight line from `from` to `to` over `steps`, then `to`, as torch's LinearLR. */
export function linear({ steps, from = 1, to = 0 }: { steps: number; from?: number; to?: number }): Schedule {
  return (step) => from + (to - from) * Math.min(step / steps, 1)
}

/** Half a cosine from 1 to `final` over `steps`, then `final`, as torch's CosineAnnealingLR (Loshchilov and Hutter 2017). */
export function cosine({ steps, final = 0 }: { steps: number; final?: number }): Schedule {
  return (step) => halfCosine(1, final, Math.min(step / steps, 1))
}

/** Rises along a straight line over `steps` (at step 0 it is 1 / steps), then follows `next`, whose step 0 comes then. */
export function warmup({ steps, next = () => 1 }: { steps: number; next?: Schedule }): Schedule {
  return (step) => (step < steps ? ((step + 1) / steps) * next(0) : next(step - steps))
}

export interface OneCycleOptions {
  /** Length of the whole cycle. */
  steps: number
  /** Share of the steps spent rising. */
  rise?: number
  /** The first rate is 1 / start of the highest one. */
  start?: number
  /** The last rate is 1 / end of the first one. */
  end?: number
}

/** Up to the full rate and down to almost none, both by half a cosine, as torch's OneCycleLR (Smith and Topin 2018). */
export function oneCycle({ steps, rise = 0.3, start = 25, end = 1e4 }: OneCycleOptions): Schedule {
  const top = rise * steps - 1
  const last = steps - 1
  return (step) => {
    if (step < top) return halfCosine(1 / start, 1, step / top)
    return halfCosine(1, 1 / start / end, Math.min((step - top) / (last - top), 1))
  }
}

/** From `from` to `to` along half a cosine, at `share` in [0, 1] of the way. The cosine is rounded: engines differ in its last bit. */
function halfCosine(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.fround(Math.cos(Math.PI * share)))) / 2
}
