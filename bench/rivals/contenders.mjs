import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = (file) => fileURLToPath(new URL(file, import.meta.url))
const node = process.execPath
const python = findPython()
const [ours, torch] = [
  [node, here('networks/m3net.mjs')],
  [python, here('networks/torch_contender.py')],
]
const onnxruntime = [node, here('networks/onnxruntime.mjs')]
const ourSignals = [node, here('signals/m3net.mjs')]
const pythonSignals = [python, here('signals/python_contender.py')]

/**
 * Each has a `name`, the `command` that starts its process and a `variant`, which is an argument of it. `trains` is the batch it can train on, 0 for
 * none; `shapes` tells whether it runs all networks or the first only.
 * In tables the first one's figures are what the others' are held against.
 */
export const networkContenders = [
  { name: 'm3net, SIMD', command: ours, variant: 'simd', trains: 32, shapes: 'all' },
  {
    name: 'm3net, relaxed SIMD',
    command: [findNewerNode(), ours[1]],
    variant: 'relaxed',
    trains: 32,
    shapes: 'all',
  },
  { name: 'm3net, op by op', command: ours, variant: 'eager', trains: 32, shapes: 'all' },
  { name: 'PyTorch', command: torch, variant: 'eager', trains: 32, shapes: 'all' },
  { name: 'PyTorch, channels last', command: torch, variant: 'channels-last', trains: 32, shapes: 'all' },
  { name: 'PyTorch, traced and frozen', command: torch, variant: 'frozen', trains: 0, shapes: 'all' },
  { name: 'onnxruntime-node', command: onnxruntime, variant: 'node', trains: 0, shapes: 'all' },
  { name: 'onnxruntime-web', command: onnxruntime, variant: 'web', trains: 0, shapes: 'all' },
  // Its memory does not hold a batch of 32.
  {
    name: 'TensorFlow.js, wasm',
    command: [node, here('networks/tfjs.mjs')],
    variant: 'wasm',
    trains: 8,
    shapes: 'first',
  },
  { name: 'jax-js, wasm', command: [node, here('networks/jax.mjs')], variant: 'wasm', trains: 32, shapes: 'first' },
]

/** Whose logits and losses the others' must equal. */
export const networkReference = networkContenders.find(({ variant }) => variant === 'eager')

const spectral = ['logMel', 'fft512', 'fft1024']
const all = [...spectral, 'resample', 'flac']

/** `actions`: what each can do. `compared: false`: its results are its own. */
export const signalContenders = [
  { name: 'm3net, SIMD', command: ourSignals, variant: 'simd', actions: all },
  { name: 'm3net, plain', command: ourSignals, variant: 'plain', actions: all },
  { name: 'torchaudio', command: pythonSignals, variant: 'torchaudio', actions: ['logMel', 'resample', 'flac'] },
  { name: 'torch.stft', command: pythonSignals, variant: 'torch-stft', actions: spectral },
  { name: 'numpy', command: pythonSignals, variant: 'numpy', actions: spectral },
  { name: 'scipy', command: pythonSignals, variant: 'scipy', actions: [...spectral, 'resample'] },
  { name: 'soundfile', command: pythonSignals, variant: 'soundfile', actions: ['flac'] },
  { name: 'flac program', command: [node, here('signals/flac-program.mjs')], variant: 'program', actions: ['flac'] },
  { name: 'pffft-wasm, SIMD', command: [node, here('signals/pffft.mjs')], variant: 'simd', actions: spectral },
  { name: 'fft.js', command: [node, here('signals/fft-js.mjs')], variant: 'plain', actions: spectral },
  { name: 'Meyda', command: [node, here('signals/meyda.mjs')], variant: 'plain', actions: ['logMel'], compared: false },
]

/** Whose features, spectra and samples the others' must equal. */
export const signalReference = signalContenders.find(({ variant }) => variant === 'plain')

/** A Node whose engine has relaxed SIMD without asking: this one, or the one that is installed with the rivals. */
function findNewerNode() {
  return Number(process.versions.node.split('.')[0]) >= 22 ? node : here('node_modules/node24/bin/node')
}

/** $PYTHON, or the first Python that has torch; any where none has, so that numpy may still run. */
function findPython() {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3', 'python']
  const has = (python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0
  return candidates.find(has) ?? candidates[0]
}
