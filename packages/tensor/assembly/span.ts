/** The first of `outputs` positions w whose w * stride + shift is not left of the image. */
export function firstInside(shift: i32, stride: i32, outputs: i32): i32 {
  return shift < 0 ? min(outputs, (stride - 1 - shift) / stride) : 0
}

/** The position after the last of `outputs` whose w * stride + shift is not right of the image, `length` long. */
export function endInside(shift: i32, stride: i32, length: i32, outputs: i32): i32 {
  return shift < length ? min(outputs, (length - 1 - shift) / stride + 1) : 0
}
