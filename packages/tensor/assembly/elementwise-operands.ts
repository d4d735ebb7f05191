import { inputAt, outputAt, pixelAt, pixelsOf, roomOf, rowOf, runOf } from './elementwise-program'
import { storeLanes } from './reduce-totals'

/** Lets a block of an input lie where it is if it is dense, else gathers it unless its room holds it already. */
export function placeInput(
  program: usize,
  index: i32,
  i0: i32,
  i1: i32,
  i2: i32,
  pixel: i32,
  count: i32,
  r: i32,
  length: i32,
): void {
  const input = inputAt(program, index)
  const pixelStep = load<i32>(input, 16)
  const step = load<i32>(input, 20)
  const from = pixelAt(input, i0, i1, i2, pixel) + r * step
  const row = rowOf(program, index)
  if (step === 4 && (count === 1 || pixelStep === length << 2)) {
    store<usize>(row, from)
    return
  }
  const room = roomOf(program, index)
  store<usize>(row, room)
  // All blocks of an image are then the same, the first the longest.
  const steady = (pixelStep === 0 || pixelsOf(program) === count) && (step === 0 || runOf(program) === length)
  if (steady && load<usize>(row, 4) === from) return
  store<usize>(row, steady ? from : 0, 4)
  if (step === 4) gatherRuns(room, from, count, length, pixelStep)
  else if (step === 0) repeat(room, from, count, length, pixelStep)
  else gather(room, from, count, length, pixelStep, step)
}

/** Lets the steps write an output's block where it belongs, if that is allowed and it is dense and of whole vectors. */
export function placeOutput(
  program: usize,
  index: i32,
  i0: i32,
  i1: i32,
  i2: i32,
  pixel: i32,
  count: i32,
  r: i32,
  length: i32,
): void {
  const output = outputAt(program, index)
  const register = load<i32>(output, 20)
  const row = rowOf(program, register)
  if (!load<i32>(row, 8)) return
  const dense = count === 1 || load<i32>(output, 16) === length << 2
  const whole = ((count * length) & 3) === 0
  store<usize>(row, dense && whole ? pixelAt(output, i0, i1, i2, pixel) + (r << 2) : roomOf(program, register))
}

/** Copies an output's block to where it belongs, if it is not there. */
export function storeOutput(
  program: usize,
  index: i32,
  i0: i32,
  i1: i32,
  i2: i32,
  pixel: i32,
  count: i32,
  r: i32,
  length: i32,
): void {
  const output = outputAt(program, index)
  const pixelStep = load<i32>(output, 16)
  let from = load<usize>(rowOf(program, load<i32>(output, 20)))
  let to = pixelAt(output, i0, i1, i2, pixel) + (r << 2)
  if (from === to) return
  for (; count > 0; count--, from += length << 2, to += pixelStep) {
    for (let i = 0; i < length; i += 4) storeLanes(to + (i << 2), v128.load(from + (i << 2)), length - i)
  }
}

// Rooms are filled by whole vectors: what one writes beyond a pixel's run, the next pixel overwrites.

function gatherRuns(to: usize, from: usize, count: i32, length: i32, pixelStep: i32): void {
  if ((length & 15) === 0) return gatherLongRuns(to, from, count, length, pixelStep)
  for (; count > 0; count--, from += pixelStep, to += length << 2) {
    for (let i = 0; i < length; i += 4) v128.store(to + (i << 2), v128.load(from + (i << 2)))
  }
}

function gatherLongRuns(to: usize, from: usize, count: i32, length: i32, pixelStep: i32): void {
  const next = pixelStep - (length << 2)
  for (; count > 0; count--, from += next) {
    for (const end = from + (length << 2); from < end; from += 64, to += 64) {
      v128.store(to, v128.load(from))
      v128.store(to, v128.load(from, 16), 16)
      v128.store(to, v128.load(from, 32), 32)
      v128.store(to, v128.load(from, 48), 48)
    }
  }
}

function repeat(to: usize, from: usize, count: i32, length: i32, pixelStep: i32): void {
  for (; count > 0; count--, from += pixelStep, to += length << 2) {
    const value = v128.load32_splat(from)
    for (let i = 0; i < length; i += 4) v128.store(to + (i << 2), value)
  }
}

function gather(to: usize, from: usize, count: i32, length: i32, pixelStep: i32, step: i32): void {
  for (let r = 0; r < length; r++, from += step, to += 4) {
    for (let i = 0; i < count; i++) store<f32>(to + ((i * length) << 2), load<f32>(from + i * pixelStep))
  }
}
