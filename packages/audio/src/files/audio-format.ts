// What a file of each sort begins with, a character a byte.
const beginnings: Readonly<Record<string, RegExp>> = {
  wav: /^(RIF[FX]|(RF|BW)64)[^]{4}WAVE/,
  flac: /^fLaC/,
  opus: /^OggS[^]{24}OpusHead/,
  ogg: /^OggS/,
  mp4: /^[^]{4}ftyp/,
  webm: /^[^]E\xdf\xa3/,
  aiff: /^FORM[^]{4}AIF/,
  aac: /^\xff[\xf0\xf1\xf8\xf9]/,
  mp3: /^\xff[\xe0-\xff]/,
}

/**
 * What sort of sound file begins with these bytes: 'wav', 'flac', 'opus', 'ogg', 'mp4', 'webm', 'aiff', 'aac' (ADTS),
 * 'mp3', or undefined. An ID3v2 tag is passed over where it is there as a whole. Names are not asked: they lie.
 */
export function audioFormat(bytes: Uint8Array): string | undefined {
  const tag = id3Length(bytes)
  const text = String.fromCharCode(...bytes.subarray(tag, tag + 36))
  return Object.keys(beginnings).find((name) => beginnings[name].test(text))
}

/**
 * Bytes of the ID3v2 tag at the beginning, which the first ten of them tell; 0 where there is none (ID3v2.4.0, 3.1).
 */
export function id3Length(bytes: Uint8Array): number {
  if (bytes[0] !== 73 || bytes[1] !== 68 || bytes[2] !== 51) return 0
  const size = bytes.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 127), 0)
  return size + (bytes[5] & 16 ? 20 : 10)
}
