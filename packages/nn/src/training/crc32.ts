/** CRC-32 of bytes (IEEE 802.3, as in zip and PNG), bit by bit over a table of 16. */
export function crc32(bytes: Uint8Array): number {
  const table = Uint32Array.from({ length: 16 }, (_, i) => {
    let value = i
    for (let bit = 0; bit < 4; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    return value
  })
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    crc = (crc >>> 4) ^ table[crc & 15]
    crc = (crc >>> 4) ^ table[crc & 15]
  }
  return ~crc >>> 0
}
