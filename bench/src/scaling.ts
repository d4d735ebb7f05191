import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Rng } from '@m3net/tensor'
import { simd } from '@m3net/audio/simd'
import { defaultFrontEnd, describe, FrontEnd, M3Net, preset, total, type Block, type NetworkOptions } from 'm3net'
import { inTurns, type Contender } from './in-turns.ts'
import { resultsFolder } from './keep-result.ts'
import type { Comparison } from './peers-network.ts'
import { scalingChart, type Chart } from './scaling-chart.ts'
import { at, findBend, fitLine, type Point } from './straight-line.ts'
import { waysToRun } from './ways-to-run.ts'

export const about = 'time against batch, clips and width, with charts: milliseconds'

const CLASSES = 35
const [MELS, FRAMES] = [64, 97]
const BATCHES = [1, 2, 4, 6, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64]
const CLIPS = [1, 2, 4, 8, 16, 32, 48, 64, 96, 128]
const WIDTHS = [4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32]

const presetA: Comparison = { network: preset('A', CLASSES), mels: MELS, frames: FRAMES }

/** Points that take turns, so that a noisy minute lies on all of them. */
function measure(entries: readonly { x: number; run: () => void }[]): Point[] {
  const contenders: Contender[] = entries.map(({ x, run }) => ({ name: String(x), run }))
  const times = inTurns(contenders, { rounds: 80, turn: 5, quantile: 0 })
  return entries.map(({ x }, i) => ({ x, y: times.get(contenders[i]!.name)! }))
}

function overBatch(): Chart {
  const runner = waysToRun.plan!(presetA)
  const points = (run: (batch: number) => unknown): Point[] =>
    measure(BATCHES.map((x) => ({ x, run: () => void run(x) })))
  return {
    title: 'Time over the size of the batch',
    x: 'inputs in a batch',
    y: 'ms',
    panels: [
      { name: 'training step', points: points((batch) => runner.step(batch)) },
      { name: 'inference', points: points((batch) => runner.infer(batch)) },
    ],
  }
}

/** From samples to logits, in batches of 32 at most. */
function overClips(): Chart {
  const runner = waysToRun.plan!(presetA)
  const rng = new Rng('clips')
  const clip = Float32Array.from({ length: 16000 }, () => 0.1 * rng.normal())
  const points = (kernels: ReturnType<typeof simd>): Point[] => {
    const frontEnd = new FrontEnd(defaultFrontEnd(1), kernels)
    const classify = (clips: number): void => {
      for (let left = clips; left > 0; left -= 32) {
        const batch = Math.min(32, left)
        for (let i = 0; i < batch; i++) frontEnd.features(clip)
        runner.infer(batch)
      }
    }
    return measure(CLIPS.map((x) => ({ x, run: () => classify(x) })))
  }
  return {
    title: 'Time over the number of clips',
    x: 'clips of 1 s at 16 kHz',
    y: 'ms from samples to logits',
    panels: [
      { name: 'SIMD front end', points: points(simd()) },
      { name: 'plain front end', points: points(null) },
    ],
  }
}

/** Preset A with its first convolution so wide, and all else in proportion. */
function widened(width: number): NetworkOptions {
  const blocks: Block[] = preset('A', CLASSES).blocks.map((block) =>
    block.kind === 'mirror' ? block : { ...block, channels: (block.channels / 16) * width },
  )
  return { ...preset('A', CLASSES), blocks }
}

function overWidth(): Chart {
  const networks = WIDTHS.map((width) => ({ network: widened(width), mels: MELS, frames: FRAMES }))
  const runners = networks.map((comparison) => waysToRun.plan!(comparison))
  const work = networks.map(({ network }) => total(describe(new M3Net(network, new Rng(0)), MELS, FRAMES)).macs / 1e6)
  const points = (run: (runner: (typeof runners)[0]) => unknown): Point[] =>
    measure(runners.map((runner, i) => ({ x: work[i]!, run: () => void run(runner) })))
  return {
    title: `Time over the width of the network: first block of ${WIDTHS[0]} to ${WIDTHS.at(-1)} channels`,
    x: 'million multiply-accumulates of an input',
    y: 'ms, batch of 8',
    panels: [
      { name: 'training step', points: points((runner) => runner.step(8)) },
      { name: 'inference', points: points((runner) => runner.infer(8)) },
    ],
  }
}

/** Milliseconds (the least of all rounds) over batch, clips and width, as charts in the folder of results; tells where they leave a straight line. */
export async function run(): Promise<Record<string, number>> {
  if (!waysToRun.plan) throw new Error('this engine has no WebAssembly with SIMD')
  mkdirSync(resultsFolder, { recursive: true })
  const rows: Record<string, number> = {}
  for (const [name, make] of Object.entries({ batch: overBatch, clips: overClips, width: overWidth })) {
    const chart = make()
    writeFileSync(`${resultsFolder}scaling-${name}.svg`, scalingChart(chart))
    for (const { name: series, points } of chart.panels) {
      console.log(`  ${name}, ${series}: ${told(points)}`)
      for (const { x, y } of points) rows[`${name}, ${series}, ${Number(x.toPrecision(4))}: ms`] = y
    }
  }
  return rows
}

function told(points: readonly Point[]): string {
  const line = fitLine(points)
  const off = points.map(({ x, y }) => y / at(line, x) - 1)
  const worst = off.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))
  const text = `${line.start.toFixed(2)} + ${line.slope.toPrecision(3)} x ms, at most ${(100 * Math.abs(worst)).toFixed(0)} % off`
  const bend = findBend(points)
  if (!bend) return `${text}; no bend`
  const { before, after } = bend
  return `${text}; bends at ${Number(bend.x.toPrecision(4))}, from ${before.slope.toPrecision(3)} to ${after.slope.toPrecision(3)} x`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run()
