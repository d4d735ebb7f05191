import type { Command } from '../command.ts'
import { data } from './data.ts'
import { demo } from './demo.ts'
import { evaluate } from './eval.ts'
import { info } from './info.ts'
import { predict } from './predict.ts'
import { profile } from './profile.ts'
import { train } from './train.ts'

/** The commands by name, in the order of the help. */
export const commands: Record<string, Command> = { train, eval: evaluate, predict, info, profile, data, demo }
