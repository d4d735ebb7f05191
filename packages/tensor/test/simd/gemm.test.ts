import { suite } from 'uvu'
import { abs, Rng, Tensor } from '../../src/index.ts'
import { builds, expectClose, KernelMemory, noise } from './kernel-memory.ts'

const test = suite('simd gemm')
const RELU = 1
const ADD = 2
const PADDED = 4

/** m, k, n: remainders of rows and columns of every kind, and more products than go at a time. */
const sizes = [
  [1, 1, 1],
  [3, 5, 7],
  [4, 8, 8],
  [5, 9, 12],
  [35, 1, 35],
  [67, 48, 20],
  [33, 300, 11],
  [2, 700, 3],
] as const

for (const [name, module] of builds) {
  for (const [m, k, n] of sizes) {
    for (const flags of [0, RELU, ADD, RELU | ADD | PADDED]) {
      for (const backwards of [false, true]) {
        test(`${name}: [${m}, ${k}] by [${k}, ${n}], flags ${flags}${backwards ? ', rows backwards' : ''}`, () => {
          const memory = new KernelMemory(module)
          const rng = new Rng('gemm')
          const [a, b, bias, before] = [noise(rng, m, k), noise(rng, k, n), noise(rng, 1, n), noise(rng, m, n)]
          const packed = memory.room(Math.ceil(n / 8) * 8 * k)
          if (backwards) memory.kernels.packMatrix(k, n, memory.put(b.transpose().contiguous().data), 4, k * 4, packed)
          else memory.kernels.packMatrix(k, n, memory.put(b.data), n * 4, 4, packed)

          const columns = flags & PADDED ? Math.ceil(n / 4) * 4 : n
          const y = putRows(memory, flags & ADD ? before : Tensor.zeros([m, n]), columns + 3, backwards)
          const x = putRows(memory, a, k + 2, backwards)
          memory.kernels.gemm(m, k, n, ...x.place, packed, ...y.place, memory.put(bias.data), flags)

          let wanted = a.matmul(b).add(bias)
          if (flags & ADD) wanted = wanted.add(before)
          if (flags & RELU) wanted = wanted.relu()
          expectClose(y.read(), wanted, abs(a).matmul(abs(b)).add(abs(bias)).add(abs(before)))
          y.checkMargins(columns)
        })
      }
    }
  }
}

/** p, m, n */
const transposedSizes = [
  [1, 1, 1],
  [7, 4, 8],
  [300, 5, 13],
  [64, 35, 3],
  [129, 6, 20],
  [3, 7, 35],
] as const

for (const [name, module] of builds) {
  for (const [p, m, n] of transposedSizes) {
    for (const backwards of [false, true]) {
      test(`${name}: [${p}, ${m}] transposed by [${p}, ${n}]${backwards ? ', rows backwards' : ''}`, () => {
        for (const flags of [0, ADD]) {
          const memory = new KernelMemory(module)
          const rng = new Rng('gemm')
          const [a, b, before] = [noise(rng, p, m), noise(rng, p, n), noise(rng, m, n)]
          const y = putRows(memory, flags & ADD ? before : Tensor.zeros([m, n]), n + 3, backwards)
          const [ap, bp] = [putRows(memory, a, m + 1, backwards), putRows(memory, b, n, backwards)]
          memory.kernels.gemmTransposed(m, n, p, ...ap.place, ...bp.place, ...y.place, flags)

          const wanted = a.transpose().matmul(b)
          const magnitude = abs(a).transpose().matmul(abs(b)).add(abs(before))
          expectClose(y.read(), flags & ADD ? wanted.add(before) : wanted, magnitude)
          y.checkMargins(n)
        }
      })
    }
  }
}

interface Rows {
  /** [address of the first row, bytes from one row to the next] */
  place: [number, number]
  read(): Tensor
  checkMargins(columns: number): void
}

/** Lays a matrix into memory, its rows `pitch` floats apart, the last first if `backwards`. */
function putRows(memory: KernelMemory, x: Tensor, pitch: number, backwards: boolean): Rows {
  const [m, n] = x.shape
  const start = memory.room(m * pitch)
  const first = backwards ? start + (m - 1) * pitch * 4 : start
  const step = backwards ? -pitch * 4 : pitch * 4
  for (let i = 0; i < m; i++) memory.view(first + i * step, n).set(x.slice(0, i, i + 1).contiguous().data)
  return {
    place: [first, step],
    read: () =>
      Tensor.from(Float64Array.from([...Array(m).keys()].flatMap((i) => [...memory.view(first + i * step, n)])), [
        m,
        n,
      ]),
    checkMargins(columns) {
      const own = [...Array(m * columns).keys()].map((i) => first + Math.floor(i / columns) * step + (i % columns) * 4)
      if (!memory.nothingElse(start, m * pitch, own)) throw new Error('written beside the matrix')
    },
  }
}

test.run()
