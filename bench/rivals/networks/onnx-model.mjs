import { bytes, float, integer, message } from './protobuf.mjs'
import { walk } from './walk.mjs'

// Field numbers are those of onnx.proto3, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
const IR_VERSION = 8
const OPSET = 13
const FLOAT = 1
const INT64 = 7

/** A network with its weights as the bytes of an ONNX model: x [n, 1, mels, frames] -> y [n, classes]. */
export function onnxModel({ network, weights, mels, frames }) {
  const nodes = []
  const constants = new Map()
  const ops = graphOps(nodes, constants, weights)
  const y = walk(network, ops, 'x')
  const graph = message(
    nodes,
    bytes(2, 'network'),
    [...constants.values()].map((constant) => bytes(5, constant)),
    bytes(11, value('x', ['n', 1, mels, frames])),
    bytes(12, value(y, ['n', network.classes])),
  )
  return message(integer(1, IR_VERSION), bytes(7, graph), bytes(8, message(bytes(1, ''), integer(2, OPSET))))
}

function graphOps(nodes, constants, weights) {
  const node = (type, inputs, attributes = {}) => {
    const output = `t${nodes.length}`
    const fields = [
      ...inputs.map((input) => bytes(1, input)),
      bytes(2, output),
      bytes(4, type),
      ...Object.entries(attributes).map(([name, list]) => bytes(5, attribute(name, list))),
    ]
    nodes.push(bytes(1, message(fields)))
    return output
  }
  const weight = (name) => {
    const { shape, data } = weights[name]
    constants.set(name, tensor(name, FLOAT, shape, data))
    return name
  }
  const whole = (...numbers) => {
    const name = `whole ${numbers.join(' ')}`
    constants.set(name, tensor(name, INT64, [numbers.length], BigInt64Array.from(numbers, BigInt)))
    return name
  }
  const norm = (x, name) =>
    node(
      'BatchNormalization',
      [x, ...['weight', 'bias', 'running_mean', 'running_var'].map((part) => weight(`${name}.${part}`))],
      { epsilon: 1e-5 },
    )
  const conv = (x, name, stride = 1, group = 1) => {
    const taps = weights[name].shape.slice(2)
    const pads = [...taps, ...taps].map((size) => (size - 1) / 2)
    return node('Conv', [x, weight(name)], { strides: taps.map(() => stride), pads, group })
  }
  const normed = (x, name) => (`${name}.weight` in weights ? norm(x, name) : x)

  return {
    stem: (x, name, stride) => node('Relu', [norm(conv(x, `${name}.conv.weight`, stride), `${name}.norm`)]),
    separable(x, name, stride) {
      const depthwise = `${name}.depthwise.weight`
      const filtered = normed(conv(x, depthwise, stride, weights[depthwise].shape[0]), `${name}.depthwise_norm`)
      return node('Relu', [norm(conv(filtered, `${name}.pointwise.weight`), `${name}.norm`)])
    },
    flip: (x, axes) => {
      const steps = axes.map(() => -1)
      const numbers = axes.map((axis) => (axis === 'time' ? 3 : 2))
      // The end -2^63 stands for "the first element too".
      return node('Slice', [
        x,
        whole(...steps),
        whole(...axes.map(() => -(2n ** 63n))),
        whole(...numbers),
        whole(...steps),
      ])
    },
    concat: (a, b) => node('Concat', [a, b], { axis: 1 }),
    add: (a, b) => node('Add', [a, b]),
    mul: (a, b) => node('Mul', [a, b]),
    gate(x, name) {
      const channels = weights[`${name.replace(/eca$/, 'dsconv3')}.norm.weight`].shape[0]
      const means = node('Reshape', [node('GlobalAveragePool', [x]), whole(-1, 1, channels)])
      const gates = node('Sigmoid', [conv(means, `${name}.conv.weight`)])
      return node('Reshape', [gates, whole(-1, channels, 1, 1)])
    },
    head: (x) =>
      node('Gemm', [node('Flatten', [node('GlobalAveragePool', [x])]), weight('head.weight'), weight('head.bias')], {
        transB: 1,
      }),
  }
}

function attribute(name, value) {
  if (name === 'epsilon') return message(bytes(1, name), float(2, value), integer(20, 1))
  if (Array.isArray(value)) {
    return message(
      bytes(1, name),
      value.map((entry) => integer(8, entry)),
      integer(20, 7),
    )
  }
  return message(bytes(1, name), integer(3, value), integer(20, 2))
}

function tensor(name, type, shape, data) {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return message(
    shape.map((length) => integer(1, length)),
    integer(2, type),
    bytes(8, name),
    bytes(9, raw),
  )
}

function value(name, shape) {
  const lengths = shape.map((length) => bytes(1, typeof length === 'string' ? bytes(2, length) : integer(1, length)))
  const type = message(integer(1, FLOAT), bytes(2, message(lengths)))
  return message(bytes(1, name), bytes(2, bytes(1, type)))
}
