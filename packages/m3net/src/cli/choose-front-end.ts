import { readAudioHeader, type AudioHeader } from '../data/audio-header.ts'
import type { Dataset } from '../data/dataset.ts'
import type { Files } from '../data/files.ts'
import { defaultFrontEnd, type FrontEndOptions } from '../model/front-end.ts'
import type { Options, Specs } from './options.ts'

export const frontEndOptions: Specs = {
  seconds: {
    value: 'S',
    help: "length of the network's input; default: the data set's, or what 95 % of the files fit into",
  },
  rate: { value: 'HZ', help: "sample rate that files are brought to; default 16000, or the files' own below that" },
  mels: { value: 'N', help: 'mel bands; default 64' },
  fft: { value: 'N', help: 'points of the Fourier transform; powers of two are fastest' },
  window: { value: 'N', help: 'window in samples; default 30 ms up to 2 s of input, 64 ms beyond' },
  hop: { value: 'N', help: 'samples from frame to frame; default 10 ms up to 2 s of input, 32 ms beyond' },
  level: {
    value: 'peak|none',
    help: 'peak, the default, brings each input to the same peak; none takes it as recorded',
  },
}

const SAMPLE_RATE = 16000
/** Headers that are read to learn the files' length and rate; more would only cost time. */
const PROBES = 200
const LONGEST = 10

/** The front end that the options ask for; what they leave open follows the data set. */
export async function chooseFrontEnd(files: Files, dataset: Dataset, options: Options): Promise<FrontEndOptions> {
  const known = dataset.clip ?? (await measureClips(files, dataset))
  const seconds = options.number('seconds', { least: 0.05, most: 60 }) ?? known.seconds
  const rate =
    options.number('rate', { least: 1000, most: 192000, whole: true }) ?? Math.min(SAMPLE_RATE, known.sampleRate)
  const chosen = defaultFrontEnd(seconds, rate, options.number('mels', { least: 8, most: 256, whole: true }))
  const fft = options.number('fft', { least: 16, most: 65536, whole: true }) ?? chosen.fft
  return {
    ...chosen,
    fft,
    window: options.number('window', { least: 1, most: fft, whole: true }) ?? Math.min(chosen.window, fft),
    hop: options.number('hop', { least: 1, whole: true }) ?? chosen.hop,
    level: options.choice('level', ['none', 'peak'] as const) ?? chosen.level,
  }
}

/** What 95 % of the files fit into, in tenths of a second up to ten seconds, and the commonest sample rate. */
async function measureClips(files: Files, dataset: Dataset): Promise<{ seconds: number; sampleRate: number }> {
  const step = Math.max(1, Math.floor(dataset.items.length / PROBES))
  const headers: AudioHeader[] = []
  for (let i = 0; i < dataset.items.length; i += step) {
    const header = await readAudioHeader(files, dataset.items[i].path).catch(() => undefined)
    if (header) headers.push(header)
  }
  if (headers.length === 0) return { seconds: 1, sampleRate: SAMPLE_RATE }
  const lengths = headers.map(({ seconds }) => seconds).sort((a, b) => a - b)
  const fits = lengths[Math.min(lengths.length - 1, Math.ceil(0.95 * lengths.length) - 1)]
  const rates = new Map<number, number>()
  for (const { sampleRate } of headers) rates.set(sampleRate, (rates.get(sampleRate) ?? 0) + 1)
  const [[sampleRate]] = [...rates].sort((a, b) => b[1] - a[1])
  return { seconds: Math.min(LONGEST, Math.max(0.1, Math.ceil(fits * 10 - 1e-6) / 10)), sampleRate }
}
