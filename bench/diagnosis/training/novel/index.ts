import type { FaultModule } from '@fiftyfive/simulator'
import { ATTACKER } from './attacker.ts'
import { BETWEEN } from './between.ts'
import {
  bankRule,
  eveningConverter,
  halfTable,
  keyCache,
  limitSaysPin,
  longCards,
  lostCounters,
  lostOnMoving,
  renamedCode,
  tapCounter,
  wrongTrade,
} from './beyond.ts'
import { morningDamp } from './devices.ts'
import { INSIDERS } from './insiders.ts'
import { ISSUER } from './issuer.ts'
import { MORE } from './more.ts'
import { TERMINAL } from './terminal.ts'

/** Kinds of fault that are in no catalogue and in no benchmark: what the diagnosis says when it cannot know. */
export const NOVEL: readonly FaultModule[] = [...TERMINAL, ...BETWEEN, ...ISSUER, ...ATTACKER]
export { INSIDERS, MORE }
/** Kinds that were made later: these were looked at, and those that are kept only to measure what looking brought. */
export const LATER: readonly FaultModule[] = [bankRule, eveningConverter, tapCounter, wrongTrade, limitSaysPin]
export const KEPT: readonly FaultModule[] = [
  morningDamp,
  renamedCode,
  keyCache,
  lostOnMoving,
  longCards,
  halfTable,
  lostCounters,
]
