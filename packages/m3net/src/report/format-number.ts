// A number is held to its unit by a no-break space.
const absent = '–'
const units = [
  { size: 1e9, name: 'G' },
  { size: 1e6, name: 'M' },
  { size: 1e3, name: 'k' },
]

/** A whole number with a comma for each three digits: `29,392`. */
export function formatCount(n: number): string {
  return Number.isFinite(n) ? String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',') : absent
}

/** A large count in three digits: `6.01 M`, `29.4 k`, `870`. */
export function formatLarge(n: number): string {
  if (!Number.isFinite(n)) return absent
  const unit = units.find(({ size }) => n >= size * 0.9995)
  return unit ? `${(n / unit.size).toPrecision(3)}\u00a0${unit.name}` : formatCount(n)
}

/** A share in [0, 1] as a percentage: `97.4 %`. Never rounds to 100 % or 0 % what is not quite so. */
export function formatPercent(share: number, decimals = 1): string {
  if (!Number.isFinite(share)) return absent
  const text = (share * 100).toFixed(decimals)
  const step = 10 ** -decimals
  if (share < 1 && Number(text) >= 100) return `${(100 - step).toFixed(decimals)}\u00a0%`
  if (share > 0 && Number(text) === 0) return `${step.toFixed(decimals)}\u00a0%`
  return `${text}\u00a0%`
}

/** A number to so many decimals; a dash where there is none. */
export function formatDecimal(x: number | undefined, decimals = 3): string {
  return x !== undefined && Number.isFinite(x) ? x.toFixed(decimals).replace('-', '\u2212') : absent
}

/** A duration: `0.42 s`, `41 s`, `12 min 5 s`, `3 h 20 min`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return absent
  if (seconds < 9.95) return `${Number(seconds.toPrecision(2))}\u00a0s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}\u00a0s`
  if (whole < 3600) return `${Math.floor(whole / 60)}\u00a0min\u00a0${whole % 60}\u00a0s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${minutes % 60}\u00a0min`
}

/** An ISO instant without what nobody reads: `2026-01-31 14:05 UTC`. Other text is left as it is. */
export function formatInstant(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?Z$/, '$1 $2 UTC')
}
