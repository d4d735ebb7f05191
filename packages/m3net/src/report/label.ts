/** The label cut to at most `letters` letters, the last of them an ellipsis where something was cut off. */
export function shorten(label: string, letters: number): string {
  const all = Array.from(label)
  return all.length > letters
    ? `${all
        .slice(0, Math.max(letters - 1, 0))
        .join('')
        .trimEnd()}…`
    : label
}

/** The label for a sentence: one written from right to left (Hebrew, Arabic) is isolated so that it does not turn its neighbours. */
export function isolate(label: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e]/.test(label) ? `\u2068${label}\u2069` : label
}
