import { Flow } from './flow.ts'
import { foldConstants } from './fold-constants.ts'
import { fuseElementwise } from './fuse-elementwise.ts'
import { fuseEpilogues } from './fuse-epilogues.ts'
import { fuseNorms } from './fuse-norm.ts'
import { fuseProductSums } from './fuse-product-sums.ts'
import type { Graph } from './graph.ts'

/** What is done to a graph before it becomes kernel calls, in this order. */
const passes: readonly ((graph: Graph, flow: Flow) => Graph)[] = [
  foldConstants,
  fuseEpilogues,
  fuseNorms,
  fuseProductSums,
  fuseElementwise,
]

export function fuse(graph: Graph): Graph {
  return passes.reduce((before, pass) => pass(before, new Flow(before)), graph)
}
