import { placeInput, placeOutput, storeOutput } from './elementwise-operands'
import { BLOCK, inputsOf, outputsOf, pixelsOf, roomOf, rowOf, runOf, stepAt, stepsOf } from './elementwise-program'
import { runStep } from './elementwise-steps'

/**
 * Runs a chain of element-wise operations in one pass over memory, by blocks so small that what lies between its steps stays in the first-level
 * cache. The program is 32-bit words (strides in bytes; no count is 0):
 *   n0, n1, n2, pixels, run, inputs, outputs, steps, scratch
 *   for each input: pointer, s0, s1, s2, sPixel, sRun
 *   for each output: pointer, s0, s1, s2, sPixel, register; elements along the run are adjacent
 *   for each step: opcode, register of the result, registers a, b, c (any where it has no such operand)
 * Element (i0, i1, i2, pixel, r) of each output becomes what the steps make of the inputs' elements there. Strides may be 0 or negative. Registers
 * are the inputs from 0, then at most as many others as there are steps. Nothing but elements of outputs is written; an output may lie over an input
 * with the same strides. scratch: at an address that 16 divides, 4160 bytes for each input and each step.
 */
export function elementwise(program: usize): void {
  elementwiseRange(program, 0, load<i32>(program))
}

/** The part of `elementwise` where i0 is one of `count` from `first` on. */
export function elementwiseRange(program: usize, first: i32, count: i32): void {
  const n1 = load<i32>(program, 4)
  const n2 = load<i32>(program, 8)
  prepare(program)
  for (let i0 = first; i0 < first + count; i0++) {
    for (let i1 = 0; i1 < n1; i1++) {
      for (let i2 = 0; i2 < n2; i2++) runImage(program, i0, i1, i2)
    }
  }
}

function prepare(program: usize): void {
  const inputs = inputsOf(program)
  const steps = stepsOf(program)
  for (let i = 0; i < inputs + steps; i++) {
    const row = rowOf(program, i)
    store<usize>(row, roomOf(program, i))
    store<usize>(row, 0, 4)
    store<i32>(row, i32(i >= inputs), 8)
  }
  // A register written before the last step that reads an input may not take the place of an output: that may lie over the input.
  let inputsRead = false
  for (let i = steps - 1; i >= 0; i--) {
    const step = stepAt(program, i)
    if (inputsRead) store<i32>(rowOf(program, load<i32>(step, 4)), 0, 8)
    const first = min(min(load<i32>(step, 8), load<i32>(step, 12)), load<i32>(step, 16))
    if (first < inputs) inputsRead = true
  }
}

function runImage(program: usize, i0: i32, i1: i32, i2: i32): void {
  const pixels = pixelsOf(program)
  const run = runOf(program)
  const length = min(run, BLOCK)
  // By fours, so that blocks of whole pixels are whole vectors.
  const most = BLOCK / length
  const count = most < 4 ? most : most & ~3
  for (let pixel = 0; pixel < pixels; pixel += count) {
    for (let r = 0; r < run; r += length) {
      runBlock(program, i0, i1, i2, pixel, min(count, pixels - pixel), r, min(length, run - r))
    }
  }
}

/** Runs the steps over `length` elements, from the r-th, of `count` pixels. */
function runBlock(program: usize, i0: i32, i1: i32, i2: i32, pixel: i32, count: i32, r: i32, length: i32): void {
  const inputs = inputsOf(program)
  const outputs = outputsOf(program)
  for (let i = 0; i < inputs; i++) placeInput(program, i, i0, i1, i2, pixel, count, r, length)
  for (let i = 0; i < outputs; i++) placeOutput(program, i, i0, i1, i2, pixel, count, r, length)
  runSteps(program, (count * length + 3) & ~3)
  for (let i = 0; i < outputs; i++) storeOutput(program, i, i0, i1, i2, pixel, count, r, length)
}

function runSteps(program: usize, floats: i32): void {
  const steps = stepsOf(program)
  for (let i = 0; i < steps; i++) {
    const step = stepAt(program, i)
    const to = load<usize>(rowOf(program, load<i32>(step, 4)))
    const a = load<usize>(rowOf(program, load<i32>(step, 8)))
    const b = load<usize>(rowOf(program, load<i32>(step, 12)))
    const c = load<usize>(rowOf(program, load<i32>(step, 16)))
    runStep(load<i32>(step), to, a, b, c, (<usize>floats) << 2)
  }
}
