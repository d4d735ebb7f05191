export interface BatchRule {
  /** In an epoch. */
  items: number
  batchSize: number
  dropLast: boolean
}

/**
 * How many batches an epoch has. What is left after the full batches makes a smaller one, unless `dropLast`; a single item
 * left over joins the batch before it, since batch norm cannot train on one.
 */
export function batchCount({ items, batchSize, dropLast }: BatchRule): number {
  const full = Math.floor(items / batchSize)
  return full === 0 || (!dropLast && items % batchSize > 1) ? full + 1 : full
}

/** Where batch `step`, counted from 0, lies in the epoch's order: start, and end after the last. */
export function batchRange(rule: BatchRule, step: number): [number, number] {
  const start = step * rule.batchSize
  const last = step === batchCount(rule) - 1
  const end = last && !rule.dropLast ? rule.items : Math.min(start + rule.batchSize, rule.items)
  return [start, end]
}
