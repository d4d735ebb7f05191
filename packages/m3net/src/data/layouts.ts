import type { Layout } from './layout.ts'
import { arabicCommands } from './layouts/arabic-commands.ts'
import { esc50 } from './layouts/esc50.ts'
import { folder } from './layouts/folder.ts'
import { speechCommands } from './layouts/speech-commands.ts'
import { spokenDigits } from './layouts/spoken-digits.ts'
import { table } from './layouts/table.ts'
import { urbanSound8k } from './layouts/urbansound8k.ts'

/** Every layout, in the order in which they are tried: the particular before the general. */
export const layouts: readonly Layout[] = [
  urbanSound8k,
  esc50,
  speechCommands,
  spokenDigits,
  arabicCommands,
  table,
  folder,
]
