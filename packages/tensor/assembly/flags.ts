// What a caller may ask of a kernel beyond its sum; flags are added up.

/** The result is passed through relu, last of all. */
export const RELU: i32 = 1

/** The result is added to what is there. */
export const ADD: i32 = 2

/** Rows of the result are padded to a multiple of four, and may be written so far. */
export const PADDED: i32 = 4
