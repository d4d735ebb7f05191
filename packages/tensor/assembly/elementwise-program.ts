// Where things lie in a program of `elementwise` and in its scratch memory.

/** Most floats of a block. */
export const BLOCK = 1024

/** Bytes of a room: a block, what a vector may reach beyond it, and a shift that keeps rooms from sharing cache sets. */
const ROOM: usize = BLOCK * 4 + 48

// Bytes of a program's parts, and of a register's row.
const HEADER: usize = 36
const OPERAND: usize = 24
const STEP: usize = 20
const ROW: usize = 16

export function pixelsOf(program: usize): i32 {
  return load<i32>(program, 12)
}

export function runOf(program: usize): i32 {
  return load<i32>(program, 16)
}

export function inputsOf(program: usize): i32 {
  return load<i32>(program, 20)
}

export function outputsOf(program: usize): i32 {
  return load<i32>(program, 24)
}

export function stepsOf(program: usize): i32 {
  return load<i32>(program, 28)
}

/** pointer, s0, s1, s2, sPixel, sRun */
export function inputAt(program: usize, index: i32): usize {
  return program + HEADER + <usize>index * OPERAND
}

/** pointer, s0, s1, s2, sPixel, register */
export function outputAt(program: usize, index: i32): usize {
  return inputAt(program, inputsOf(program) + index)
}

/** opcode, register of the result, registers a, b, c */
export function stepAt(program: usize, index: i32): usize {
  return outputAt(program, outputsOf(program)) + <usize>index * STEP
}

/** What is kept of a register: where its block lies now, what its room was last filled from, whether an output may take its place. */
export function rowOf(program: usize, register: i32): usize {
  return load<usize>(program, 32) + <usize>register * ROW
}

/** Room for a block of a register. */
export function roomOf(program: usize, register: i32): usize {
  return rowOf(program, inputsOf(program) + stepsOf(program)) + <usize>register * ROOM
}

/** The address of an input's or output's first element of a pixel. */
export function pixelAt(operand: usize, i0: i32, i1: i32, i2: i32, pixel: i32): usize {
  const image = i0 * load<i32>(operand, 4) + i1 * load<i32>(operand, 8) + i2 * load<i32>(operand, 12)
  return load<usize>(operand) + image + pixel * load<i32>(operand, 16)
}
