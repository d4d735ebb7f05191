import { Tensor } from '../src/index.ts'

/** Ways to lay the same shape over storage that is not dense; the last repeats x's first elements by strides of 0. */
export const disguises: ((x: Tensor) => Tensor)[] = [turned, reversed, spread, repeated]

/** Storage in the order of the axes reversed. */
function turned(x: Tensor): Tensor {
  return x.transpose().contiguous().transpose()
}

/** Negative strides. */
function reversed(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis)
  return x
    .flip(...axes)
    .contiguous()
    .flip(...axes)
}

/** Every third element of larger storage, from the fifth on. */
function spread(x: Tensor): Tensor {
  const wide = Tensor.zeros([5 + 3 * x.size], x.dtype)
  const view = new Tensor(
    wide.data,
    x.shape,
    Tensor.zeros(x.shape).stride.map((step) => 3 * step),
    5,
  )
  x.contiguous().data.forEach((value, i) => {
    wide.data[5 + 3 * i] = value
  })
  return view
}

function repeated(x: Tensor): Tensor {
  if (x.size === 0 || x.dimension === 0) return x
  return x.slice(0, 0, 1).expand(x.shape)
}
