import { clamp, mul, type Tensor } from '@m3net/tensor'

/**
 * Gradients scaled down together so that their common Euclidean norm is at most `limit` (Pascanu et al. 2013), by
 * torch's factor limit / (norm + 1e-6); and the norm before. The gradients given are left as they are.
 */
export function clipGradNorm(gradients: readonly Tensor[], limit: number): { gradients: Tensor[]; norm: number } {
  let total = 0
  for (const gradient of gradients) {
    const { data } = gradient.contiguous()
    for (let i = 0; i < data.length; i++) total += data[i] * data[i]
  }
  const norm = Math.sqrt(total)
  const factor = limit / (norm + 1e-6)
  return { gradients: factor < 1 ? gradients.map((gradient) => mul(gradient, factor)) : [...gradients], norm }
}

/** Gradients with every element held in [-limit, limit]. */
export function clipGradValue(gradients: readonly Tensor[], limit: number): Tensor[] {
  return gradients.map((gradient) => clamp(gradient, { low: -limit, high: limit }))
}
