import type { Finding } from '../data/audit.ts'
import type { Dataset } from '../data/dataset.ts'

/** What to type where the parts that a recognised layout gives hold too few clips; undefined where that is not the matter. */
export function splitHint(
  { layout: asked }: { layout: string | undefined },
  { layout }: Pick<Dataset, 'layout'>,
  { rule, findings }: { rule: string; findings: readonly Finding[] },
): string | undefined {
  const small = findings.some((finding) => finding.rule === 'small-part')
  if (!small || rule !== 'official' || asked !== undefined || layout === 'folder') return undefined
  return `the layout ${layout} was recognised, and its official parts taken; for a split of your own add --split random or --layout folder`
}
