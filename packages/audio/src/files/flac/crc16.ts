// CRC-16 of each byte, and behind them that of each byte before a zero, with the polynomial x^16 + x^15 + x^2 + 1
// (RFC 9639, 9.3).
const table = /* @__PURE__ */ Uint16Array.from({ length: 512 }, (_, i) => {
  let crc = (i & 255) << 8
  for (let bit = i < 256 ? 8 : 16; bit > 0; bit--) crc = (crc << 1) ^ (crc & 0x8000 ? 0x18005 : 0)
  return crc
})

/** The check sum of the first `length` bytes, two at a time; 0 where they end with their own. */
export function crc16(bytes: Uint8Array, length: number): number {
  let i = length & 1
  let crc = i === 0 ? 0 : table[bytes[0]]
  for (; i < length; i += 2) {
    crc ^= (bytes[i] << 8) | bytes[i + 1]
    crc = table[256 + (crc >> 8)] ^ table[crc & 255]
  }
  return crc
}
