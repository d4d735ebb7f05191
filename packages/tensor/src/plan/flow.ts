import type { Graph, Node, Value } from './graph.ts'

/** How values go from node to node in a graph: what passes over it ask for. */
export class Flow {
  private readonly readers = new Map<Value, Node[]>()
  private readonly makers = new Map<Value, Node>()
  private readonly results: ReadonlySet<Value>
  private readonly written = new Set<Value>()

  constructor({ nodes, results }: Graph) {
    this.results = new Set(results.map(({ value }) => value))
    for (const node of nodes) {
      this.makers.set(node.y, node)
      for (const value of new Set(Object.values(node.inputs).map((operand) => operand.value))) {
        const readers = this.readers.get(value)
        if (readers) readers.push(node)
        else this.readers.set(value, [node])
      }
      for (const name of node.writes) this.written.add(node.inputs[name].value)
    }
  }

  /** The nodes that read a value, in their order. */
  readersOf(value: Value): readonly Node[] {
    return this.readers.get(value) ?? []
  }

  /** The node that needs a value, where only one does: the value may then be made within it. */
  onlyReaderOf(value: Value): Node | undefined {
    const [reader, ...others] = this.readersOf(value)
    return others.length > 0 || this.results.has(value) ? undefined : reader
  }

  makerOf(value: Value): Node | undefined {
    return this.makers.get(value)
  }

  isResult(value: Value): boolean {
    return this.results.has(value)
  }

  /** Whether some node changes a value in place: what reads it has to stay where it is. */
  isWritten(value: Value): boolean {
    return this.written.has(value)
  }
}
