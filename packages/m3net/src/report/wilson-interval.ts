/**
 * The 95 % interval of a share `hits / count`, [low, high] in [0, 1]: Wilson's score interval (Wilson 1927, JASA 22,
 * 209-212), which stays sensible near 100 % and for few clips. [0, 1] where nothing was counted.
 */
export function wilsonInterval(hits: number, count: number): [number, number] {
  if (!(count > 0)) return [0, 1]
  const z = 1.959963984540054 // the normal distribution's 97.5 % point
  const share = hits / count
  const centre = share + (z * z) / (2 * count)
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count))
  const scale = 1 + (z * z) / count
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)]
}
