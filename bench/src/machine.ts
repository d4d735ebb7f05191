import { cpus, loadavg, totalmem } from 'node:os'
import { allocateMemory, instantiate, plainModule, type CompiledModule } from '@m3net/tensor/simd'
import { relaxedModule } from '@m3net/tensor/relaxed'

/** What a measurement was made on. */
export interface Machine {
  processor: string
  cores: number
  /** In GB. */
  memory: number
  /** Such as `linux x64`. */
  system: string
  node: string
  /** Mean number of running processes over the last minute: above 0, others were at work too. */
  load: number
  /** Billions of floating-point operations a second of multiply-adds in 128-bit vectors; null where the engine has no such kernels. */
  peak: { simd: number | null; relaxedSimd: number | null }
  /** GB a second of copying 1 MB within WebAssembly memory; null as above. */
  copy: number | null
}

interface Yardsticks {
  peakMultiplyAdd(rounds: number): number
  copyVectors(to: number, from: number, bytes: number): void
}

const ROUNDS = 1_000_000
const MEGABYTE = 2 ** 20

/** Describes this machine, and measures what it can do at most; takes about a second. */
export function describeMachine(): Machine {
  const plain = yardsticks(plainModule)
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 1e9),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    load: loadavg()[0]!,
    peak: { simd: peak(plain), relaxedSimd: peak(yardsticks(relaxedModule)) },
    copy: plain && fastest(() => plain.copyVectors(0, MEGABYTE, MEGABYTE), MEGABYTE / 1e9),
  }
}

/** The machine in two lines. */
export function machineText({ processor, cores, memory, system, node, load, peak, copy }: Machine): string {
  const rate = (value: number | null, unit: string): string => (value === null ? 'none' : `${value.toFixed(0)} ${unit}`)
  const able = [
    `peak with SIMD ${rate(peak.simd, 'GFLOP/s')}`,
    `relaxed SIMD ${rate(peak.relaxedSimd, 'GFLOP/s')}`,
    `copy ${rate(copy, 'GB/s')}`,
  ]
  return `${processor}, ${cores} cores, ${memory} GB, ${system}, Node ${node}, load ${load.toFixed(1)}\n${able.join(', ')}`
}

function yardsticks(module: CompiledModule | null): Yardsticks | null {
  return module && instantiate<Yardsticks>(module, allocateMemory(2 * MEGABYTE))
}

/** 96 floating-point operations a round. */
function peak(kernels: Yardsticks | null): number | null {
  return kernels && fastest(() => void kernels.peakMultiplyAdd(ROUNDS), (96 * ROUNDS) / 1e9)
}

/** Units a second of the fastest of many runs: what the machine can do when nobody else is at work. */
function fastest(run: () => void, units: number): number {
  let best = Infinity
  for (const end = performance.now() + 250; performance.now() < end;) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return (1000 * units) / best
}
