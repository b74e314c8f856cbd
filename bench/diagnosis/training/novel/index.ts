import type { FaultModule } from '@fiftyfive/simulator'
import { ATTACKER } from './attacker.ts'
import { BETWEEN } from './between.ts'
import { ISSUER } from './issuer.ts'
import { MORE } from './more.ts'
import { TERMINAL } from './terminal.ts'

/** Kinds of fault that are in no catalogue and in no benchmark: what the diagnosis says when it cannot know. */
export const NOVEL: readonly FaultModule[] = [...TERMINAL, ...BETWEEN, ...ISSUER, ...ATTACKER]
export { MORE }
