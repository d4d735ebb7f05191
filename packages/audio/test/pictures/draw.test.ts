import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { drawArea } from '../../src/pictures/draw-image.ts'
import { columnSpans } from '../../src/pictures/column-spans.ts'
import {
  drawImage,
  drawSvg,
  drawText,
  encodePng,
  featurePlot,
  filterbankPlot,
  linearAxis,
  melPlot,
  spectrogramPlot,
  toRgba,
  waveformPlot,
  type Plot,
} from '../../src/pictures/index.ts'
import { melFilterbank } from '../../src/index.ts'
import { noise, thrown } from '../signals.ts'

const test = suite('drawing')

const tone = (hz: number, samples = 8000, sampleRate = 16000): Float32Array =>
  Float32Array.from({ length: samples }, (_, n) => 0.5 * Math.sin((2 * Math.PI * hz * n) / sampleRate))

/** In Hz, the middle of the lightest row of a picture. */
function lightest(plot: Plot, toHz: (place: number) => number): number {
  const [width, height] = [40, 400]
  const { pixels } = drawArea(plot, { width, height })
  const sums = Array.from({ length: height }, (_, y) =>
    pixels.subarray(y * width, (y + 1) * width).reduce((a, b) => a + b, 0),
  )
  return toHz(1 - (sums.lastIndexOf(Math.max(...sums)) + sums.indexOf(Math.max(...sums)) + 1) / 2 / height)
}

test('one broken sample leaves the rest to be seen', () => {
  for (const broken of [Infinity, -Infinity, NaN]) {
    const signal = noise(8000)
    signal[100] = broken
    for (const plot of [spectrogramPlot(signal, 16000), melPlot(signal, { sampleRate: 16000 })]) {
      const { pixels } = drawArea(plot, { width: 40, height: 40 })
      assert.ok(new Set(pixels).size > 5, `${broken}: ${new Set(pixels).size} colours`)
    }
  }
})

test('an SVG may have a broken size, pixels may not', () => {
  const plot = spectrogramPlot(tone(500), 16000)
  assert.match(drawSvg(plot, { width: 300.5, height: 200.5 }), 'height="200.5"')
  assert.is(
    thrown(() => drawImage(plot, { width: 300.5, height: 200 })).message,
    'drawImage: width is 300.5; wanted a whole number, at least 1',
  )
})

test('a tone lies at its frequency', () => {
  for (const hz of [500, 2000, 6500]) {
    assert.ok(Math.abs(lightest(spectrogramPlot(tone(hz), 16000), (place) => place * 8000) - hz) < 40)
    // HTK: 2595 log10(1 + f / 700).
    const top = 2595 * Math.log10(1 + 8000 / 700)
    const toHz = (place: number): number => 700 * (10 ** ((place * top) / 2595) - 1)
    const heard = lightest(melPlot(tone(hz), { sampleRate: 16000, mels: 64 }), toHz)
    assert.ok(Math.abs(heard - hz) < 0.06 * hz + 20, `${heard} Hz`)
  }
})

test('time runs over the whole width', () => {
  const signal = new Float32Array(16000)
  signal.set(tone(1000, 4000), 8000)
  const { pixels } = drawArea(spectrogramPlot(signal, 16000), { width: 100, height: 50 })
  const loud = [...pixels.subarray(43 * 100, 44 * 100).entries()].filter(([, level]) => level > 40).map(([x]) => x)
  assert.ok(Math.abs(loud[0]! - 50) <= 2 && Math.abs(loud.at(-1)! - 75) <= 2, `${loud[0]} to ${loud.at(-1)}`)
})

test('columns of a waveform reach over all of its samples and touch one another', () => {
  for (const samples of [1, 3, 50, 51, 1009]) {
    const values = noise(samples)
    const spans = columnSpans({ values, step: 1, level: 0 }, linearAxis(0, samples, ''), 50)
    const [low, high] = [spans.map(([lowest]) => lowest), spans.map(([, highest]) => highest)]
    for (let i = 0; i < samples; i++) {
      const column = Math.floor((i * 50) / samples)
      assert.ok(low[column]! <= values[i]! && values[i]! <= high[column]!)
    }
    assert.is(Math.max(...high), Math.max(...values))
    assert.is(Math.min(...low), Math.min(...values))
    for (let column = 1; column < 50; column++) {
      assert.ok(low[column]! <= high[column - 1]! + 1e-12 && low[column - 1]! <= high[column]! + 1e-12)
    }
  }
})

const features = { data: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7), mels: 2, seconds: 0.04, low: 0, high: 8000 }

test('the axes of an image stand round its area', () => {
  const plot = featurePlot(features, 'Features')
  const image = drawImage(plot, { width: 200, height: 100 })
  const bytes = toRgba(image)
  const at = (x: number, y: number): number[] => [...bytes.subarray(4 * (y * 200 + x), 4 * (y * 200 + x) + 4)]
  assert.equal([image.width, image.height, bytes.length], [200, 100, 80000])
  assert.equal(at(199, 99), [255, 255, 255, 255])
  const soft = [89, 99, 110, 255].join()
  const column = (x: number): boolean =>
    Array.from({ length: 60 }, (_, y) => at(x, y + 10).join()).every((rgba) => rgba === soft)
  const left = Array.from({ length: 200 }, (_, x) => x).findIndex(column)
  assert.ok(left > 30 && left < 60, `${left}`)
  // The largest value, in the upper right corner of the area, is the lightest.
  assert.equal(at(left + 120, 8).slice(0, 3), [...image.palette.subarray(3 * 47, 3 * 48)])
})

test('an SVG says what it shows, and never shows what is no number', () => {
  const silent = new Float32Array(100)
  const broken = Float32Array.of(NaN, 1, Infinity, -1)
  const plots = [
    ...[new Float32Array(0), silent, broken, noise(1), noise(2), noise(4000)].flatMap((signal) => [
      waveformPlot(signal, 8000),
      spectrogramPlot(signal, 8000),
      melPlot(signal, { sampleRate: 8000, mels: 8 }),
    ]),
    filterbankPlot(melFilterbank({ bins: 129, sampleRate: 8000, mels: 20, norm: 'slaney' }), 8000),
    featurePlot({ ...features, seconds: 0 }, 'Features'),
  ]
  for (const plot of plots) {
    const text = drawSvg(plot).replace(/base64,[^"]*/, '')
    assert.not.match(text, /NaN|undefined|Infinity/)
    assert.ok(text.startsWith('<svg xmlns="http://www.w3.org/2000/svg"') && text.endsWith('</svg>'))
    assert.ok(text.includes(`<title>${plot.title}</title>`))
  }
  assert.ok(drawSvg(featurePlot(features, '<b>&')).includes('<title>&lt;b&gt;&amp;, 0.04 s, 0 to 8000 Hz</title>'))
  assert.is(plots[15]!.title, 'Waveform, 0.50 s, peak 1.00')
  assert.is(plots.at(-2)!.title, 'Filter bank, 20 bands on 129 bins, 0 to 4000 Hz')
})

test('text with and without colours', () => {
  const plot: Plot = {
    title: '',
    x: linearAxis(0, 1, 's'),
    y: linearAxis(0, 100, 'Hz'),
    content: { curves: [{ values: Float32Array.of(0, 50, 100), step: 0.5, level: 0 }] },
  }
  assert.is(
    drawText(plot, { width: 20, height: 5 }, false),
    ['100 Hz           ###', '             #####', '    50   #####', '     0 ###', '       0         1 s'].join('\n'),
  )
  const dark = '\u001b[38;2;'
  const colored = drawText(featurePlot({ ...features, seconds: 0.05 }, ''), { width: 11, height: 2 }, true)
  assert.is(colored.split('\n').length, 2)
  assert.is(colored.split(dark).length - 1, 4)
  assert.match(colored, /^8 kHz /)
  // oxlint-disable-next-line no-control-regex -- the sequences of a terminal
  assert.match(colored.replace(/\u001b\[[\d;]*m/g, ''), /^8 kHz ▀▀▀▀▀\n +0\.05 s$/)
})

test('a rate of 4 GHz is drawn; one that is none is told', () => {
  assert.is(spectrogramPlot(noise(10), 4e9).title, 'Spectrogram, 0.00 s, 0 to 2000000000 Hz')
  for (const sampleRate of [0, -1, NaN, Infinity]) {
    const wanted = `sampleRate is ${sampleRate} Hz; wanted a positive number`
    assert.is(thrown(() => spectrogramPlot(noise(10), sampleRate)).message, `spectrogramPlot: ${wanted}`)
    assert.is(thrown(() => melPlot(noise(10), { sampleRate })).message, `melPlot: ${wanted}`)
  }
})

test('a large image fits the stack', () => {
  const image = drawImage(waveformPlot(noise(50000), 16000), { width: 2400, height: 1200 })
  assert.ok(encodePng(image).length > 20000)
})

test('tells that there is no room for axes', () => {
  assert.is(
    thrown(() => drawImage(featurePlot(features, ''), { width: 40, height: 100 })).message,
    'draw: the picture is 40 x 100; wanted room for its axes and something between',
  )
})

test.run()
