// As much of the protocol buffers' wire format as an ONNX file takes: https://protobuf.dev/programming-guides/encoding/

/** A message of fields in order; null ones are left out. */
export const message = (...fields) => Buffer.concat(fields.flat().filter((field) => field !== null))

/** A whole number. */
export const integer = (field, value) => Buffer.concat([varint(BigInt(field << 3)), varint(BigInt(value))])

/** A float of 32 bits. */
export function float(field, value) {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return Buffer.concat([varint(BigInt((field << 3) | 5)), bytes])
}

/** A string, bytes, or a message inside a message. */
export function bytes(field, value) {
  const content = Buffer.from(value)
  return Buffer.concat([varint(BigInt((field << 3) | 2)), varint(BigInt(content.length)), content])
}

function varint(value) {
  const digits = []
  let rest = BigInt.asUintN(64, value)
  for (; rest > 127n; rest >>= 7n) digits.push(Number(rest & 127n) | 128)
  return Buffer.from([...digits, Number(rest)])
}
