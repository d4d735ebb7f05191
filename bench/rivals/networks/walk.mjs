/**
 * The flow of a network, written once for the libraries that are told every operation: `ops` computes with what `x` is to it (a tensor, or the
 * name of one in a graph). Names lead to the weights: `blocks.2.dsconv1`.
 */
export function walk({ blocks }, ops, x) {
  blocks.forEach(({ kind, stride }, i) => {
    const name = `blocks.${i}`
    if (kind === 'conv') x = ops.stem(x, name, stride)
    else if (kind === 'separable') x = ops.separable(x, name, stride)
    else x = mirror(ops, x, name)
  })
  return ops.head(x)
}

function mirror(ops, x, name) {
  const views = ops.concat(ops.flip(x, ['time']), ops.flip(x, ['frequency']))
  const mirrored = ops.separable(ops.add(ops.separable(views, `${name}.dsconv1`, 1), x), `${name}.dsconv2`, 1)
  const diagonal = ops.separable(ops.flip(x, ['frequency', 'time']), `${name}.dsconv3`, 1)
  return ops.mul(mirrored, ops.mul(diagonal, ops.gate(diagonal, `${name}.eca`)))
}
