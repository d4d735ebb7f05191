import type { Command } from '../command.ts'

/** The commands by name, in the order of the help. Each is loaded when it is asked for: prediction need not wait for the report's code. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  train: async () => (await import('./train.ts')).train,
  eval: async () => (await import('./eval.ts')).evaluate,
  predict: async () => (await import('./predict.ts')).predict,
  listen: async () => (await import('./listen.ts')).listen,
  info: async () => (await import('./info.ts')).info,
  show: async () => (await import('./show.ts')).show,
  profile: async () => (await import('./profile.ts')).profile,
  data: async () => (await import('./data.ts')).data,
  demo: async () => (await import('./demo.ts')).demo,
}

/** All commands, for the overview. */
export async function allCommands(): Promise<Record<string, Command>> {
  const loaded = Object.entries(commands).map(async ([name, load]) => [name, await load()] as const)
  return Object.fromEntries(await Promise.all(loaded))
}
