import { layers, type Layer } from '@m3net/nn'
import { nameScope } from '@m3net/tensor'

/** Runs `f` with the operations of each layer inside `model` under the layer's name: `blocks.2.dsconv1.pointwise`. */
export function withLayerNames<T>(model: Layer, f: () => T): T {
  const names = new Map([...layers(model)].map(([name, layer]) => [layer, name]))
  const own = [...names].map(([layer]) => Object.getOwnPropertyDescriptor(layer, 'forward'))
  for (const [layer, name] of names) {
    const { forward } = layer
    layer.forward = (x, mode) => nameScope(name, () => forward.call(layer, x, mode))
  }
  try {
    return f()
  } finally {
    ;[...names.keys()].forEach((layer, i) => {
      if (own[i]) Object.defineProperty(layer, 'forward', own[i])
      else Reflect.deleteProperty(layer, 'forward')
    })
  }
}
