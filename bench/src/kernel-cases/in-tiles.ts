/** Images that plans give a kernel at a time, where they fit the second-level cache. */
const TILE = 2

/** Calls a kernel for some images after the others, as plans do. */
export function inTiles(images: number, call: (first: number, count: number) => void): void {
  for (let first = 0; first < images; first += TILE) call(first, Math.min(TILE, images - first))
}
