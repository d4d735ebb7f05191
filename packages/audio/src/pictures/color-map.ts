/** A colour of sRGB, each 0 to 255. */
export type Rgb = [red: number, green: number, blue: number]

/**
 * The colour for a level in [0, 1], dark violet over red to pale yellow. A path through OKLab (Ottosson 2020, "A
 * perceptual color space for image processing") on which lightness grows in proportion to the level, so that equal steps
 * of level look equal, in grey print too.
 */
export function mapColor(level: number): Rgb {
  const t = Math.min(1, Math.max(0, level))
  const hue = ((285 + 180 * t) * Math.PI) / 180
  const chroma = 0.04 + 0.62 * t * (1 - t)
  return fromOklab(0.14 + 0.83 * t, chroma * Math.cos(hue), chroma * Math.sin(hue))
}

/** `levels` colours of {@link mapColor}, evenly spaced, as a palette [levels, 3]. */
export function colorPalette(levels: number): Uint8Array {
  return Uint8Array.from(Array.from({ length: levels }, (_, i) => mapColor(i / (levels - 1))).flat())
}

/** OKLab to sRGB, with the matrices of Ottosson 2020; what lies outside sRGB is cut off. */
function fromOklab(lightness: number, a: number, b: number): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** Linear light to the sRGB curve (IEC 61966-2-1). */
function toByte(linear: number): number {
  const curved = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
  return Math.round(255 * Math.min(1, Math.max(0, curved)))
}
