// The least program that classifies: node first-prediction.js MODEL CLIP [plan]. Prints the most probable label.
import { readFileSync } from 'node:fs'
import { readWav, toMono } from '@m3net/audio/files'
import { Classifier } from 'm3net'

const [, , model, clip, how] = process.argv
const compile = how === 'plan' ? (await import('@m3net/tensor/simd')).compile : undefined
const classifier = Classifier.open(readFileSync(model!), model, { compile })
const audio = readWav(readFileSync(clip!))
console.log(classifier.classify(toMono(audio), audio.sampleRate)[0]!.label)
