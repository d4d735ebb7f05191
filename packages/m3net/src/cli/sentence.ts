import { CommandError, reasonFor } from './command-error.ts'

/** Errors that name what was given and what was wanted; any other is a fault of the program. */
const spoken = new Set([
  'AudioFileError',
  'CheckpointError',
  'CommandError',
  'DatasetError',
  'ModelFileError',
  'RangeError',
  'SafetensorsError',
  'ShapeError',
  'StateError',
  'TrainingError',
  'UnreadableClipError',
  'WorkerError',
])

/** The function that a message of the library begins with: right in a program, noise on a command line. */
const operation =
  /(^|: |\()(?:[a-z]+[A-Z]\w*|RealFft|classify|resample|list|read|load|text|split|recognise|train|folder|table|safetensors): /g

/** What a program passes, as one who types says it. */
const words: readonly [string, string][] = [
  ["; pass damaged: 'read' to take what is there", ''],
  ["pass missing: 'skip' to go on without them", 'go on without them by --missing skip'],
  ['pass table to choose', 'choose one by --table'],
]

/** An error as a sentence for the one who typed the command. */
export function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof CommandError) return error.message
  const reason = reasonFor(error)
  if (reason !== undefined) return reason
  if (!spoken.has(error.name)) return `${error.message || error.name}: a fault of m3net; M3NET_DEBUG=1 shows where`
  return words.reduce((text, [from, to]) => text.replace(from, to), plain(error.message).replace(twice, ''))
}

/** `a.wav cannot be read: a.wav at byte 0: ...` names the file twice. */
const twice = /(\S+) cannot be read: (?=\1 )/

/** A message without the names of functions; they may stand one after the other. */
function plain(message: string): string {
  const shorter = message.replace(operation, '$1')
  return shorter === message ? message : plain(shorter)
}
