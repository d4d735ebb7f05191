import { parentPort, workerData } from 'node:worker_threads'
import { serveGradients } from '@m3net/nn'
import { Rng } from '@m3net/tensor'
import { compile } from '@m3net/tensor/simd'
import { M3Net, preset, type PresetName } from 'm3net'

const { name, classes, plans } = workerData as { name: PresetName; classes: number; plans: boolean }
serveGradients(parentPort!, new M3Net(preset(name, classes), new Rng(0)), { compile: plans ? compile : undefined })
