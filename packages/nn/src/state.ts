import { Tensor } from '@m3net/tensor'
import type { Layer } from './layer.ts'
import { Sequential } from './layers/sequential.ts'
import { Parameter } from './parameter.ts'

/** The parameters of a model, each once, in the order of its fields. */
export function parameters(model: object): Parameter[] {
  const found = new Set<Parameter>()
  for (const tensor of state(model).values()) if (tensor instanceof Parameter) found.add(tensor)
  return [...found]
}

/**
 * Every tensor of a model by the name torch would give it: the path of its fields in snake_case, arrays and Sequential by
 * index, such as `blocks.0.norm.running_mean`. Parameters are what training changes; other tensors, as running
 * statistics, are state that is saved with them. A tensor in a #private field is neither.
 */
export function state(model: object): Map<string, Tensor> {
  const found = new Map<string, Tensor>()
  walk(model, '', [], (value, path) => {
    if (value instanceof Tensor) found.set(path, value)
  })
  return found
}

/** The layers inside a model by the paths of their fields, such as `blocks.0.norm`: those above before those below, as torch's named_modules. */
export function layers(model: object): Map<string, Layer> {
  const found = new Map<string, Layer>()
  walk(model, '', [], (value, path) => {
    if (path !== '' && 'forward' in value) found.set(path, value as Layer)
  })
  return found
}

/** Copies of a model's tensors by name, as they are now. */
export function copyState(model: object): Map<string, Tensor> {
  return copyTensors(state(model))
}

/** Copies of tensors by name. */
export function copyTensors(tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  return new Map([...tensors].map(([name, { data, shape }]) => [name, Tensor.from(data.slice(), shape)]))
}

/** The tensors of a model that are no parameters, such as running statistics, by name. */
export function statistics(model: object): Map<string, Tensor> {
  return new Map([...state(model)].filter(([, tensor]) => !(tensor instanceof Parameter)))
}

/** Visits every object below `value` with its path; a tensor's own fields are not entered. */
function walk(value: unknown, path: string, above: object[], visit: (value: object, path: string) => void): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || above.includes(value)) return
  visit(value, path)
  if (value instanceof Tensor) return
  const fields = value instanceof Sequential ? value.layers : value
  for (const [name, field] of Object.entries(fields)) {
    walk(field, path === '' ? snakeCase(name) : `${path}.${snakeCase(name)}`, [...above, value], visit)
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
