/** The `defaults`, but for what `options` give instead; what is undefined there counts as left out. */
export function withDefaults<Settings extends object>(defaults: Settings, options: Partial<Settings>): Settings {
  const settings = { ...defaults }
  for (const name in settings) settings[name] = options[name] ?? settings[name]
  return settings
}
