import { writeFileSync } from 'node:fs'
import { opsPage } from './ops-page.ts'

writeFileSync(new URL('../../../docs/ops.md', import.meta.url), opsPage())
