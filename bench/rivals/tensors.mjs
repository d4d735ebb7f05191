import { readFileSync } from 'node:fs'

/**
 * What a task file (safetensors) holds: `tensors`, `{ shape, data }` by name, and `metadata`. Read without @m3net, so that no rival's
 * process holds ours.
 */
export function readTask(path) {
  const bytes = readFileSync(path)
  const start = 8 + Number(bytes.readBigUInt64LE(0))
  const { __metadata__: metadata, ...entries } = JSON.parse(bytes.subarray(8, start).toString())
  const arrays = { F32: Float32Array, I32: Int32Array }
  const read = ({ dtype, shape, data_offsets: [begin, end] }) => ({
    shape,
    data: new arrays[dtype](Uint8Array.from(bytes.subarray(start + begin, start + end)).buffer),
  })
  return {
    metadata,
    tensors: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, read(entry)])),
  }
}

/** A network's task: its options, its weights, and the first images of the batch as flat numbers. */
export function readNetworkTask(path) {
  const { metadata, tensors } = readTask(path)
  const { x, labels, ...weights } = tensors
  const [, , mels, frames] = x.shape
  return {
    network: JSON.parse(metadata.network),
    weights,
    mels,
    frames,
    labels: labels.data,
    images: (batch) => x.data.slice(0, batch * mels * frames),
  }
}

/** The signals' task: the front end's numbers, the tensors, and views of single clips and frames. */
export function readSignalTask(path) {
  const { metadata, tensors } = readTask(path)
  const rows = ({ data, shape: [count, length] }) =>
    Array.from({ length: count }, (_, i) => data.subarray(i * length, (i + 1) * length))
  return {
    ...JSON.parse(metadata.frontEnd),
    clips: rows(tensors.clips),
    disc: tensors.disc.data,
    frames: { 512: rows(tensors.frames512), 1024: rows(tensors.frames1024) },
    windowing: tensors.window.data,
    filterbank: tensors.filterbank.data,
  }
}

/** Every 97th sample of each channel: enough to tell whether decoded sound is the same. */
export const someOf = (channels) => channels.flatMap((samples) => Array.from(samples.filter((_, i) => i % 97 === 0)))
