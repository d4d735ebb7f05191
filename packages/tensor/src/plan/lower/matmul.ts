import { sizeOf, type Shape } from '../../shape.ts'
import type { Placed } from '../instruction.ts'
import { pointer, type Pointer } from '../memory.ts'
import { broadcast } from './chain.ts'
import type { Lowering } from './lowering.ts'
import { packMatrix } from './pointwise.ts'

/** Matrix products, one for each element of the leading axes. A transposed a is read as it lies: the sum goes over its rows then. */
export const matmul: Lowering = (node, b) => {
  const { shape } = node.y
  const [m, n] = shape.slice(-2)
  const k = node.inputs.a.shape.at(-1)!
  if (node.y.dtype !== 'float32' || sizeOf(shape) * k === 0) return false
  const leading = shape.slice(0, -2)
  const right = broadcast(b.read(node.inputs.b), [...leading, k, n])
  const [bRow, bColumn] = right.stride.slice(-2)
  let left = broadcast(b.read(node.inputs.a), [...leading, m, k])
  const transposed = left.stride.at(-1) !== 1 && left.stride.at(-2) === 1 && bColumn === 1
  if (!transposed && left.stride.at(-1) !== 1) left = broadcast(b.readInOrder(node.inputs.a), [...leading, m, k])
  const [aRow, aColumn] = left.stride.slice(-2)
  const y = b.create(node.y, 'in order')
  const cost = { flop: 2 * m * k * n, bytes: 4 * (m * k + k * n + m * n) }
  positions(leading).forEach((position, i) => {
    const [from, at, to] = [place(left, position), place(right, position), pointer(y.buffer, i * m * n)]
    if (transposed) b.emit('gemmTransposed', [m, n, k, from, aColumn * 4, at, bRow * 4, to, n * 4, 0], cost)
    else
      b.emit(
        'gemm',
        [m, k, n, from, aRow * 4, packMatrix(b, node.inputs.b, k, n, at, bRow * 4, bColumn * 4), to, n * 4, 0, 0],
        cost,
      )
  })
  return true
}

/** Every position in a shape, in C order. */
function positions(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((p) => Array.from({ length }, (_, i) => [...p, i])),
    [[]],
  )
}

function place({ buffer, start, stride }: Placed, position: readonly number[]): Pointer {
  return pointer(
    buffer,
    position.reduce((sum, i, axis) => sum + i * stride[axis], start),
  )
}
