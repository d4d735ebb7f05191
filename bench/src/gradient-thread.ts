import { workerData, parentPort } from 'node:worker_threads'
import { serveGradients } from '@m3net/nn'
import { Rng } from '@m3net/tensor'
import { M3Net, preset, type PresetName } from 'm3net'

const { name, classes } = workerData as { name: PresetName; classes: number }
serveGradients(parentPort!, new M3Net(preset(name, classes), new Rng(0)))
