const absent = '–'

/** A whole number with a comma for each three digits: `29,392`. */
export function formatCount(n: number): string {
  return Number.isFinite(n) ? String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',') : absent
}

/** A large count in three digits: `6.01 M`, `29.4 k`, `870`. */
export function formatLarge(n: number): string {
  if (!Number.isFinite(n)) return absent
  const [size, unit] = n >= 999.5e6 ? [1e9, ' G'] : n >= 999.5e3 ? [1e6, ' M'] : n >= 999.5 ? [1e3, ' k'] : [1, '']
  return size === 1 ? formatCount(n) : `${(n / size).toPrecision(3)}${unit}`
}

/** A share in [0, 1] as a percentage: `97.4 %`. Never rounds to 100 % or 0 % what is not quite so. */
export function formatPercent(share: number, decimals = 1): string {
  if (!Number.isFinite(share)) return absent
  const text = (share * 100).toFixed(decimals)
  const step = 10 ** -decimals
  if (share < 1 && Number(text) >= 100) return `${(100 - step).toFixed(decimals)} %`
  if (share > 0 && Number(text) === 0) return `${step.toFixed(decimals)} %`
  return `${text} %`
}

/** A number to so many decimals; a dash where there is none. */
export function formatDecimal(x: number | undefined, decimals = 3): string {
  return x !== undefined && Number.isFinite(x) ? x.toFixed(decimals).replace('-', '\u2212') : absent
}

/** A duration: `0.42 s`, `41 s`, `12 min 5 s`, `3 h 20 min`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return absent
  if (seconds < 9.95) return `${Number(seconds.toPrecision(2))} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** An ISO instant without what nobody reads: `2026-01-31 14:05 UTC`. Other text is left as it is. */
export function formatInstant(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?Z$/, '$1 $2 UTC')
}
