/** A path as a shell takes it. */
export function quoted(path: string): string {
  return /^[\w./:@%+=-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

/** How this program is called here: through npm in a clone, by its name where it is installed. */
export function programName(): string {
  return process.env.npm_lifecycle_event === 'm3net' ? 'npm run -s m3net --' : 'm3net'
}
