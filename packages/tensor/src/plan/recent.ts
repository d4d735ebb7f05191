/** A map that makes what it lacks, and keeps so many entries: those used last. */
export class Recent<V> {
  private readonly entries = new Map<string, V>()
  private readonly capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** The value of a key; made by `make` where there is none. What has not been asked for longest then gives way. */
  get(key: string, make: () => V): V {
    const known = this.entries.has(key)
    const value = known ? this.entries.get(key)! : make()
    // The order of a map is that of insertion: the first is the oldest.
    if (known) this.entries.delete(key)
    else if (this.entries.size >= this.capacity) this.entries.delete(this.entries.keys().next().value!)
    this.entries.set(key, value)
    return value
  }
}
