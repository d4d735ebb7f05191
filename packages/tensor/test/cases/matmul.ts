import type { Cases } from './case.ts'

const notes = ['tiles and a remainder', 'one row, one column', 'batches broadcast', 'an empty batch', 'nothing to sum']

export const matmul: Cases = { matmul: notes.map((note) => ({ note, f: ({ a, b }) => a.matmul(b) })) }
