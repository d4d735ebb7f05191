// CRC-16 of each byte, with the polynomial x^16 + x^15 + x^2 + 1 (RFC 9639, 9.3).
const table = /* @__PURE__ */ Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000 ? 0x18005 : 0)
  return crc
})

/** The check sum of the first `length` bytes; 0 where they end with their own. */
export function crc16(bytes: Uint8Array, length: number): number {
  let crc = 0
  for (let i = 0; i < length; i++) crc = ((crc & 255) << 8) ^ table[(crc >> 8) ^ bytes[i]]
  return crc
}
