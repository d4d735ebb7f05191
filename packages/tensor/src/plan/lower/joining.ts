import type { Builder } from '../builder.ts'
import { isItself, type Node } from '../graph.ts'
import { emitCopy } from './chain.ts'
import { takesPieces } from './depthwise.ts'
import { startOf } from './image.ts'
import type { Lowering } from './lowering.ts'

/** concat: copies into the places of the pieces, or none where all readers take the pieces as they are. */
export const concat: Lowering = (node, b) => {
  const pieces = Object.values(node.inputs)
  const { axis } = node.options as { axis: number }
  if (node.y.dtype !== 'float32') return false
  if (
    axis === 1 &&
    node.y.shape.length === 4 &&
    pieces.every(({ shape }) => shape[1] % 4 === 0) &&
    onlyPieces(node, b)
  ) {
    b.keepPieces(node.y, pieces)
    return true
  }
  const images = node.y.shape.length === 4 && pieces.some((piece) => b.isImage(piece))
  const y = b.create(node.y, images ? 'channels last' : 'in order')
  let start = y.start
  for (const piece of pieces) {
    emitCopy(b, b.read(piece), { ...y, start, shape: piece.shape, part: true })
    start += piece.shape[axis] * y.stride[axis]
  }
  return true
}

/** pad by zeros: the gradient of a slice. */
export const pad: Lowering = (node, b) => {
  const { widths, value } = node.options as { widths: readonly (readonly number[])[]; value: number }
  if (value !== 0 || node.y.dtype !== 'float32' || node.inputs.x.value.dtype !== 'float32') return false
  const images = node.y.shape.length === 4 && b.isImage(node.inputs.x)
  const y = b.create(node.y, images ? 'channels last' : 'in order')
  b.emit('fillZero', [startOf(y), y.shape.length === 0 ? 1 : y.shape[0] * y.stride[0]])
  const start = widths.reduce((offset, [before], axis) => offset + before * y.stride[axis], 0)
  emitCopy(b, b.read(node.inputs.x), { ...y, start, shape: node.inputs.x.shape, part: true })
  return true
}

function onlyPieces(node: Node, b: Builder): boolean {
  return (
    !b.flow.isResult(node.y) &&
    b.flow
      .readersOf(node.y)
      .every((reader) =>
        Object.entries(reader.inputs).every(
          ([name, operand]) => operand.value !== node.y || (isItself(operand) && takesPieces(reader, name)),
        ),
      )
  )
}
