import { hzToMel, type MelScale } from '../bands/mel-scale.ts'
import { ticks, type Tick } from './ticks.ts'

/** One side of a picture. */
export interface Axis {
  /** `s`, `Hz`, or nothing. */
  unit: string
  /** Round values from the low to the high end, ascending, in at most so many steps where they can be chosen. */
  ticks: (steps: number) => readonly Tick[]
  /** Where a value lies: 0 at the low end, 1 at the high one. */
  place: (value: number) => number
}

/** An axis on which equal differences are equally long. */
export function linearAxis(low: number, high: number, unit: string): Axis {
  const margin = 1e-6 * (high - low)
  return {
    unit,
    ticks: (steps) =>
      ticks(low, high, Math.min(steps, 5))
        .filter(({ value }) => value >= low - margin && value <= high + margin)
        .map((tick) => (unit === 'Hz' ? hzTick(tick.value) : tick)),
    place: (value) => (value - low) / (high - low),
  }
}

const pitches = [50, 125, 250, 500, 1000, 2000, 4000, 8000, 16000]

/** An axis in Hz on which bands of the mel scale are equally long. */
export function melAxis(low: number, high: number, scale?: MelScale): Axis {
  const first = hzToMel(low, scale)
  const width = hzToMel(high, scale) - first
  return {
    unit: 'Hz',
    ticks: () => pitches.filter((hz) => hz >= low && hz <= high).map(hzTick),
    place: (hz) => (hzToMel(hz, scale) - first) / width,
  }
}

const hzTick = (hz: number): Tick => ({ value: hz, label: hz < 1000 ? `${hz}` : `${hz / 1000}k` })

/** A tick of a picture: where it lies on its side, and its text. */
export interface PlacedTick {
  at: number
  label: string
}

/** The ticks along a side from the place of its low end to that of its high one, at least `apart` from one another; the last with the unit. */
export function placeTicks({ ticks, place, unit }: Axis, low: number, high: number, apart: number): PlacedTick[] {
  const placed: PlacedTick[] = []
  const steps = Math.max(1, Math.floor(Math.abs(high - low) / apart))
  // From the high end, whose tick names the unit: `8k` and `Hz` are `8 kHz`.
  for (const { value, label } of [...ticks(steps)].reverse()) {
    const at = low + place(value) * (high - low)
    const after = placed[0]
    if (!after) placed.push({ at, label: unit ? `${label} ${unit}`.replace('k ', ' k') : label })
    else if (Math.abs(after.at - at) >= apart) placed.unshift({ at, label })
  }
  return placed
}
