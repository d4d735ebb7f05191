import { limitsText, longestFirst, workText } from '../profile/profile-html.ts'
import type { NetworkProfile } from '../profile/profile-network.ts'
import { allKernels, otherPart, partsBy, totalMilliseconds, type ProfilePart } from '../profile/profile-parts.ts'
import { percent, table, thousands } from './terminal.ts'

const BAR = 12
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A profile as text: what was run, then its layers and its kernels with bars for their time. */
export function showProfile(profile: NetworkProfile, kernels: string): string {
  const milliseconds = totalMilliseconds(profile)
  const rate = thousands(Math.round((1000 * profile.work.batch) / milliseconds))
  const plan = profile.planBytes === null ? 'no plan' : `plan of ${(profile.planBytes / 1e6).toFixed(1)} MB`
  return [
    `${workText(profile)}: ${milliseconds.toFixed(2)} ms, ${rate} inputs a second, medians of ${profile.runs} runs`,
    `kernels ${kernels}, ${plan}, ${profile.calls.length} calls; limits of the machine: ${limitsText(profile)}`,
    '',
    partsTable('layer', [...partsBy(profile, ({ layer }) => layer), otherPart(profile)], allKernels(profile)),
    '',
    partsTable('kernel', longestFirst(partsBy(profile, ({ kernel }) => kernel)), allKernels(profile)),
  ].join('\n')
}

function partsTable(what: string, parts: readonly ProfilePart[], all: ProfilePart): string {
  const longest = Math.max(...parts.map(({ share }) => share))
  const row = ({ name, milliseconds, share, calls, flop, bytes, ofPeak }: ProfilePart): string[] => [
    name,
    milliseconds.toFixed(3),
    percent(share),
    share > longest ? '' : bar(share / longest),
    calls > 0 ? String(calls) : '',
    rateText(flop, milliseconds),
    rateText(bytes, milliseconds),
    ofPeak === undefined ? '' : `${Math.round(100 * ofPeak)} %`,
  ]
  return table([
    [what, 'ms', 'share', ''.padEnd(BAR), 'calls', 'GFLOP/s', 'GB/s', 'of possible'],
    ...parts.map(row),
    row(all),
  ])
}

function rateText(amount: number, milliseconds: number): string {
  return amount > 0 ? (amount / milliseconds / 1e6).toFixed(1) : ''
}

/** A share of {@link BAR} letters, to an eighth of a letter. */
function bar(share: number): string {
  const length = Math.round(share * BAR * 8)
  return ('█'.repeat(Math.floor(length / 8)) + eighths[length % 8]).padEnd(BAR)
}
