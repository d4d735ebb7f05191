import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWav } from '@m3net/audio/files'
import { Rng } from '@m3net/tensor'
import { Classifier, defaultFrontEnd, M3Net, preset } from 'm3net'

const CLASSES = 35

/** Writes a model of preset A that was never trained, and a second of noise, into a folder. */
export function makeModelFile(folder: string): { model: string; clip: string } {
  const [model, clip] = [join(folder, 'model.safetensors'), join(folder, 'clip.wav')]
  const rng = new Rng('model file')
  const network = preset('A', CLASSES)
  const card = {
    format: 'm3net',
    version: 1,
    labels: Array.from({ length: CLASSES }, (_, i) => `class ${i}`),
    network,
    frontEnd: defaultFrontEnd(1),
    normalisation: { mean: -6, deviation: 3 },
    training: {},
  } as const
  writeFileSync(model, new Classifier(card, new M3Net(network, rng)).save())
  const samples = Float32Array.from({ length: 16000 }, () => 0.1 * rng.normal())
  writeFileSync(clip, writeWav({ sampleRate: 16000, channels: [samples] }))
  return { model, clip }
}
