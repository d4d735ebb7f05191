import { spawnSync } from 'node:child_process'
import { serve } from '../serve.mjs'
import { someOf } from '../tensors.mjs'

const raw = ['-d', '-c', '--force-raw-format', '--endian=little', '--sign=signed']

// The program decodes the file so many times a start, and writes nothing, so that neither counts for much.
await serve(({ task }) => {
  const path = `${task}.flac`
  const flac = (...args) => {
    const { status, error, stdout, stderr } = spawnSync('flac', ['-s', ...args], { maxBuffer: 2 ** 28 })
    if (status !== 0) throw new Error(`flac ${args[0]}: ${error?.message ?? stderr}`)
    return stdout
  }
  return {
    flac(times) {
      flac('-t', ...Array.from({ length: times }, () => path))
      return () => {
        const { buffer } = Uint8Array.from(flac(...raw, path))
        const samples = Float32Array.from(new Int16Array(buffer), (value) => value / 32768)
        return someOf([0, 1].map((channel) => samples.filter((_, i) => i % 2 === channel)))
      }
    },
  }
})
