// A network's operations in TensorFlow.js over images [n, mels, frames, channels].

const EPS = 1e-5
const AROUND = [
  [0, 0],
  [1, 1],
  [1, 1],
  [0, 0],
]

/** As its converter prepares a graph for inference: batch norms folded into the convolutions, ReLU fused with them. */
export function inferenceOps(tf, weights) {
  const kept = new Map()
  const keep = (name, make) => {
    if (!kept.has(name)) kept.set(name, tf.keep(make()))
    return kept.get(name)
  }
  const fused = (x, name, norm, strides, activation) => {
    const { scale, shift } = norm === null ? { scale: null, shift: undefined } : folded(weights, norm)
    const depthwise = name.endsWith('depthwise.weight')
    const filter = keep(name, () => filterOf(tf, weights[name], depthwise, scale))
    const bias = shift && keep(`${name} bias`, () => tf.tensor1d(shift))
    const pad = weights[name].shape[2] === 3 ? AROUND : 'valid'
    return (depthwise ? tf.fused.depthwiseConv2d : tf.fused.conv2d)({ x, filter, strides, pad, bias, activation })
  }
  return {
    ...commonOps(tf, (name) => keep(name, () => tensorOf(tf, weights[name]))),
    stem: (x, name, stride) => fused(x, `${name}.conv.weight`, `${name}.norm`, stride, 'relu'),
    separable(x, name, stride) {
      const norm = `${name}.depthwise_norm.weight` in weights ? `${name}.depthwise_norm` : null
      const filtered = fused(x, `${name}.depthwise.weight`, norm, stride, 'linear')
      return fused(filtered, `${name}.pointwise.weight`, `${name}.norm`, 1, 'relu')
    },
  }
}

/**
 * In operations whose gradients its WebAssembly backend has: there is none of a convolution, so that convolutions become sums of shifted
 * products and matrix products. For networks without norms after depthwise convolutions and images of even sides.
 */
export function trainingOps(tf, weights) {
  const variables = new Map()
  for (const [name, tensor] of Object.entries(weights)) {
    if (/running|tracked/.test(name)) continue
    const convolution = tensor.shape.length === 4
    const make = () => (convolution ? filterOf(tf, tensor, name.includes('depthwise'), null) : tensorOf(tf, tensor))
    variables.set(name, tf.variable(make()))
  }
  const variable = (name) => variables.get(name)
  const norm = (x, name) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2])
    const scale = variance
      .add(EPS)
      .rsqrt()
      .mul(variable(`${name}.weight`))
    return x
      .sub(mean)
      .mul(scale)
      .add(variable(`${name}.bias`))
  }
  const matMul = (x, w) => {
    const [n, h, width, c] = x.shape
    const outputs = w.shape[3]
    return tf.matMul(x.reshape([n * h * width, c]), w.reshape([c, outputs])).reshape([n, h, width, outputs])
  }
  const depthwise = (x, w, stride) =>
    shifts(tf, x, stride)
      .map((shifted, tap) => shifted.mul(w.slice([Math.floor(tap / 3), tap % 3, 0, 0], [1, 1, -1, 1]).reshape([-1])))
      .reduce((sum, term) => sum.add(term))
  const ops = {
    ...commonOps(tf, variable),
    stem(x, name, stride) {
      const w = variable(`${name}.conv.weight`)
      const columns = tf.concat(shifts(tf, x, stride), 3)
      return norm(matMul(columns, w.reshape([1, 1, 9, w.shape[3]])), `${name}.norm`).relu()
    },
    separable(x, name, stride) {
      const filtered = depthwise(x, variable(`${name}.depthwise.weight`), stride)
      return norm(matMul(filtered, variable(`${name}.pointwise.weight`)), `${name}.norm`).relu()
    },
  }
  return { ops, variables: [...variables.values()] }
}

function commonOps(tf, tensor) {
  const axisOf = { frequency: 1, time: 2 }
  return {
    flip: (x, axes) =>
      tf.reverse(
        x,
        axes.map((axis) => axisOf[axis]),
      ),
    concat: (a, b) => tf.concat([a, b], 3),
    add: (a, b) => a.add(b),
    mul: (a, b) => a.mul(b),
    gate(x, name) {
      const means = tf.mean(x, [1, 2])
      const [n, c] = means.shape
      const padded = tf.pad(means, [
        [0, 0],
        [1, 1],
      ])
      const kernel = tensor(`${name}.conv.weight`).reshape([3])
      const terms = [0, 1, 2].map((tap) => padded.slice([0, tap], [n, c]).mul(kernel.slice([tap], [1])))
      return tf.sigmoid(tf.addN(terms)).reshape([n, 1, 1, c])
    },
    head: (x) => tf.matMul(tf.mean(x, [1, 2]), tensor('head.weight'), false, true).add(tensor('head.bias')),
  }
}

/** The nine pictures that a 3x3 kernel multiplies by one tap each. Strided slices have no gradient either: reshapes and slices do it. */
function shifts(tf, x, stride) {
  const [n, h, w, c] = x.shape
  const padded = tf.pad(x, AROUND)
  return Array.from({ length: 9 }, (_, tap) => {
    const shifted = padded.slice([0, Math.floor(tap / 3), tap % 3, 0], [n, h, w, c])
    if (stride === 1) return shifted
    const rows = shifted.reshape([(n * h) / 2, 2 * w * c]).slice([0, 0], [(n * h) / 2, w * c])
    const pixels = rows.reshape([(n * h * w) / 4, 2 * c]).slice([0, 0], [(n * h * w) / 4, c])
    return pixels.reshape([n, h / 2, w / 2, c])
  })
}

function tensorOf(tf, { data, shape }) {
  return tf.tensor(data, shape)
}

/** Torch's [outputs, inputs, h, w] as [h, w, inputs, outputs], or [h, w, channels, 1] of a depthwise kernel, each output times its scale. */
function filterOf(tf, weight, depthwise, scale) {
  return tf.tidy(() => {
    const scaled = scale ? tensorOf(tf, weight).mul(tf.tensor4d(scale, [scale.length, 1, 1, 1])) : tensorOf(tf, weight)
    return tf.transpose(scaled, depthwise ? [2, 3, 0, 1] : [2, 3, 1, 0])
  })
}

/** A batch norm by its running statistics: y = scale x + shift. */
function folded(weights, name) {
  const [weight, bias, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(
    (part) => weights[`${name}.${part}`].data,
  )
  const scale = weight.map((value, c) => value / Math.sqrt(variance[c] + EPS))
  return { scale, shift: bias.map((value, c) => value - mean[c] * scale[c]) }
}
