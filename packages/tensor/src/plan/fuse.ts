import { foldConstants } from './fold-constants.ts'
import { fuseElementwise } from './fuse-elementwise.ts'
import { fuseEpilogues } from './fuse-epilogues.ts'
import { fuseNorms } from './fuse-norm.ts'
import { fuseProductSums } from './fuse-product-sums.ts'
import type { Graph } from './graph.ts'

/** What is done to a graph before it becomes kernel calls, in this order. */
export function fuse(graph: Graph): Graph {
  return [foldConstants, fuseEpilogues, fuseNorms, fuseProductSums, fuseElementwise].reduce((g, pass) => pass(g), graph)
}
