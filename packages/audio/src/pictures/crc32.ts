/** CRC-32 of the bytes (ISO 3309; PNG 1.2, annex D), bit by bit: a report has a few hundred kilobytes at most. */
export function crc32(bytes: readonly number[] | Uint8Array): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
