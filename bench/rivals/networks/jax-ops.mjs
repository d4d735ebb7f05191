import { lax, nn, numpy as np } from '@jax-js/jax'

const EPS = 1e-5

/** A network's operations in jax-js over images [n, channels, mels, frames]; batch norms by the batch, or by the running statistics. */
export function jaxOps(values, training) {
  const value = (name) => values[name].ref
  const perChannel = (name) => value(name).reshape([1, -1, 1, 1])
  const conv = (x, name, stride = 1, groups = 1) => {
    const taps = values[name].shape.slice(2)
    const pads = taps.map((size) => [(size - 1) / 2, (size - 1) / 2])
    return lax.convGeneralDilated(
      x.ref,
      value(name),
      taps.map(() => stride),
      pads,
      { featureGroupCount: groups },
    )
  }
  const moments = (x, name) => {
    if (!training) return [perChannel(`${name}.running_mean`), perChannel(`${name}.running_var`)]
    const mean = np.mean(x.ref, [0, 2, 3], { keepdims: true })
    return [mean, np.mean(np.square(x.ref.sub(mean.ref)), [0, 2, 3], { keepdims: true })]
  }
  const norm = (x, name) => {
    if (!(`${name}.weight` in values)) return x
    const [mean, variance] = moments(x, name)
    const scale = np.reciprocal(np.sqrt(variance.add(EPS))).mul(perChannel(`${name}.weight`))
    return x
      .sub(mean)
      .mul(scale)
      .add(perChannel(`${name}.bias`))
  }
  return {
    stem: (x, name, stride) => nn.relu(norm(conv(x, `${name}.conv.weight`, stride), `${name}.norm`)),
    separable(x, name, stride) {
      const filtered = norm(conv(x, `${name}.depthwise.weight`, stride, x.shape[1]), `${name}.depthwise_norm`)
      return nn.relu(norm(conv(filtered, `${name}.pointwise.weight`), `${name}.norm`))
    },
    flip: (x, axes) => axes.reduce((y, axis) => np.flip(y, axis === 'time' ? 3 : 2), x.ref),
    concat: (a, b) => np.concatenate([a, b], 1),
    add: (a, b) => a.add(b.ref),
    mul: (a, b) => a.ref.mul(b),
    gate(x, name) {
      const [n, c] = x.shape
      const means = np.mean(x.ref, [2, 3]).reshape([n, 1, c])
      return nn.sigmoid(conv(means, `${name}.conv.weight`)).reshape([n, c, 1, 1])
    },
    head: (x) => np.matmul(np.mean(x, [2, 3]), value('head.weight').transpose()).add(value('head.bias')),
  }
}
