import { Rng } from '@m3net/tensor'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Listener, type HeardEvent, type ListenerOptions } from '../../src/listen/index.ts'
import { noise, thrown } from '../signals.ts'

const test = suite('listener')

/** Hears in a window which of three levels its last quarter has. */
const classify = (window: Float32Array): number[] => {
  const level = window.subarray(-window.length / 4).reduce((sum, x) => sum + Math.abs(x), 0) / (window.length / 4)
  return [0.1, 0.2, 0.4].map((wanted) => Math.exp(-60 * Math.abs(level - wanted)))
}

const options: ListenerOptions = { classify, sampleRate: 1000, window: 100, hop: 25, smoothing: 1, gap: 0.1 }

/** Constant levels, one after the other: [level, samples]. */
function levels(...runs: (readonly [number, number])[]): Float32Array {
  return Float32Array.from(runs.flatMap(([level, samples]) => Array.from({ length: samples }, () => level)))
}

/** All events of a signal cut into pieces that end where `cuts` says. */
function listen(
  signal: Float32Array,
  change: Partial<ListenerOptions> = {},
  cuts: readonly number[] = [],
): HeardEvent[] {
  const listener = new Listener({ ...options, ...change })
  const events: HeardEvent[] = []
  let from = 0
  for (const to of [...cuts, signal.length]) {
    events.push(...listener.push(signal.slice(from, to)))
    from = to
  }
  return [...events, ...listener.end()]
}

const summary = (events: readonly HeardEvent[]): string =>
  events.map(({ class: c, start, end }) => `${c}:${start}-${end}`).join(' ')

test('the same events, probabilities and times for 200 random cuttings, at its own rate and at another', () => {
  const rng = new Rng('cuttings')
  const signal = noise(6000, 5).map((x, i) => x * [0.2, 0.4, 0.001, 0.8][Math.floor(i / 370) % 4])
  for (const from of [1000, 2205]) {
    const wanted = listen(signal, { smoothing: 2, threshold: 0.2, from })
    assert.ok(wanted.length >= 5, `${wanted.length} events`)
    for (let i = 0; i < 100; i++) {
      const pieces = 1 + rng.integer(i % 2 === 0 ? 10 : 400)
      const cuts = Array.from({ length: pieces }, () => rng.integer(signal.length + 1)).sort((a, b) => a - b)
      assert.equal(listen(signal, { smoothing: 2, threshold: 0.2, from }, cuts), wanted)
    }
  }
})

test('at another rate the same is heard at the same time', () => {
  const runs = [0, 0.1, 0, 0.2, 0]
  const at = (samples: number): Float32Array => levels(...runs.map((level) => [level, samples] as const))
  assert.is(summary(listen(at(441), { from: 2205 })), summary(listen(at(200))))
})

test('windows begin every hop, and are the signal', () => {
  const signal = noise(230)
  const seen: number[][] = []
  const keep = (window: Float32Array): number[] => {
    seen.push([...window])
    return [0]
  }
  listen(signal, { classify: keep, hop: 40, gate: -Infinity }, [1, 99, 101, 180])
  assert.equal(
    seen.map((window) => [...window]),
    [0, 40, 80, 120, 160].map((at) => [...signal.slice(at, at + 100), ...new Float32Array(Math.max(0, at - 130))]),
  )
})

test('a long sound is one event; the next of its kind comes after it has gone', () => {
  assert.is(summary(listen(levels([0, 100], [0.2, 400], [0, 100], [0.2, 50]))), '1:0.025-0.125 1:0.525-0.625')
})

test('within the gap nothing is reported; what lasts longer is reported then', () => {
  const signal = levels([0.1, 125], [0.2, 175])
  assert.is(summary(listen(signal, { gap: 0 })), '0:0-0.1 1:0.05-0.15')
  assert.is(summary(listen(signal, { gap: 0.12 })), '0:0-0.1 1:0.125-0.225')
})

test('smoothing waits for agreement', () => {
  const signal = levels([0.1, 150], [0.4, 25], [0.1, 100])
  assert.is(summary(listen(signal, { gap: 0 })), '0:0-0.1 2:0.075-0.175 0:0.1-0.2')
  assert.is(summary(listen(signal, { gap: 0, smoothing: 3 })), '0:0-0.1')
  const listener = new Listener({ ...options, smoothing: 4 })
  const probabilities = (): number[] => [...listener.probabilities].map((p) => Math.round(1000 * p) / 1000)
  assert.equal(probabilities(), [])
  listener.push(levels([0.1, 100]))
  assert.equal(probabilities(), [1, 0.002, 0])
  listener.push(levels([0.2, 25]))
  assert.equal(probabilities(), [0.501, 0.501, 0])
})

test('background is heard, but not reported', () => {
  assert.is(summary(listen(levels([0.1, 150], [0.4, 100]), { background: [0] })), '2:0.075-0.175')
})

test('quiet or broken windows are not classified, and count as nothing', () => {
  let calls = 0
  const counted = (window: Float32Array): number[] => classify(window.map((x, i) => (calls += i === 0 ? 1 : 0) && x))
  const listener = new Listener({ ...options, classify: counted, gate: -30 })
  listener.push(levels([0.03, 100])) // -30.5 dB
  assert.equal([calls, listener.load.gated], [0, 1])
  listener.push(levels([0.1, 25]))
  assert.equal([calls, listener.load.windows], [1, 2])
  listener.push(Float32Array.of(NaN, ...new Float32Array(24).fill(0.1)))
  assert.equal([calls, listener.load.gated], [1, 2])
})

test('a signal shorter than a window is heard with silence behind it, and nothing is heard of nothing', () => {
  const last = (window: Float32Array): number[] => [window[0]]
  assert.is(summary(listen(levels([0.9, 30]), { classify: last })), '0:0-0.1')
  assert.equal(listen(new Float32Array(0), { gate: -Infinity, classify: () => [1] }), [])
})

test('smoothing keeps probabilities that do not change', () => {
  for (const smoothing of [6, 10, 49, 65536]) {
    const listener = new Listener({ ...options, classify: () => [1, 0.25], smoothing, gate: -Infinity })
    for (let i = 0; i < 50; i++) {
      listener.push(new Float32Array(100))
      assert.equal([...listener.probabilities], [1, 0.25])
    }
  }
})

test('tells how busy it was', () => {
  let time = 0
  const slow = (): number[] => {
    time += 50
    return [0]
  }
  const listener = new Listener({ ...options, classify: slow, gate: -Infinity, clock: () => time })
  for (let i = 0; i < 8; i++) listener.push(new Float32Array(25))
  assert.equal(listener.load, { seconds: 0.2, busy: 0.25, realTimeFactor: 1.25, windows: 5, gated: 0 })
})

test('counts the signal, not the silence that is put behind it', () => {
  const listener = new Listener(options)
  listener.push(new Float32Array(110))
  listener.end()
  assert.equal([listener.load.seconds, listener.load.windows], [0.11, 2])
})

test('takes nothing after the end, and Float32Arrays only', () => {
  const listener = new Listener(options)
  listener.end()
  for (const more of [() => listener.push(noise(9)), () => listener.end()]) {
    assert.is(thrown(more).message, 'Listener: the stream has ended; wanted a new one')
  }
  const piece = [0.1] as unknown as Float32Array
  assert.is(
    thrown(() => new Listener(options).push(piece)).message,
    'Listener: the signal is Array; wanted a Float32Array',
  )
})

test('tells which option cannot be met', () => {
  const said = (change: Partial<ListenerOptions>): string =>
    thrown(() => new Listener({ ...options, ...change })).message
  assert.is(said({ sampleRate: 0 }), 'Listener: sampleRate is 0 Hz; wanted a positive number')
  assert.is(
    said({ from: 0.5 }),
    'Listener: from is 0.5 Hz and to 1000 Hz; wanted positive whole numbers; for a ratio such as 1 : 1.5 give from 2, to 3',
  )
  assert.is(said({ window: 0.5 }), 'Listener: window is 0.5; wanted a whole number, at least 1')
  assert.is(said({ hop: 101 }), 'Listener: hop is 101; wanted a whole number from 1 to 100')
  assert.is(said({ smoothing: 0 }), 'Listener: smoothing is 0; wanted a whole number from 1 to 65536')
  assert.is(said({ threshold: 2 }), 'Listener: threshold is 2; wanted more than 0 and at most 1')
  assert.is(said({ gap: -1 }), 'Listener: gap is -1 s; wanted at least 0')
  assert.is(said({ gate: NaN }), 'Listener: gate is NaN dB; wanted a number, or -Infinity')
})

test.run()
