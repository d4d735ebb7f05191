import { existsSync, readFileSync } from 'node:fs'

/**
 * Peak of this process's resident set in MB. `maxRSS` will not do where /proc tells: on Linux it begins with what the process that started this
 * one held at that moment.
 */
export function peakMemory(): number {
  const status = '/proc/self/status'
  const peak = existsSync(status) && /VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))
  return (peak ? Number(peak[1]) : process.resourceUsage().maxRSS) / 1024
}
