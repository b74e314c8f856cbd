import { accessibility } from './accessibility.ts'
import { blockFormat } from './block-format.ts'
import { bouncingKey } from './bouncing-key.ts'
import { cardWorn } from './card-worn.ts'
import { chipLocked } from './chip-locked.ts'
import { clockBatch } from './clock-batch.ts'
import { codeMapping } from './code-mapping.ts'
import { corrupt } from './corrupt.ts'
import { cvmConfig } from './cvm-config.ts'
import { deadKey } from './dead-key.ts'
import { distributedGuess } from './distributed-guess.ts'
import { dukptCounter } from './dukpt-counter.ts'
import type { FaultModule } from './fault.ts'
import { harmlessRollout } from './harmless-rollout.ts'
import { hsmFault } from './hsm-fault.ts'
import { incompatible } from './incompatible.ts'
import { inputLayer } from './input-layer.ts'
import { issuerData } from './issuer-data.ts'
import { keysSwapped } from './keys-swapped.ts'
import { network } from './network.ts'
import { panMismatch } from './pan-mismatch.ts'
import * as people from './people.ts'
import { pinMissing } from './pin-missing.ts'
import { riskBlock } from './risk-block.ts'
import { signOnKeyLost } from './sign-on-key-lost.ts'
import { standIn } from './stand-in.ts'
import { stolenCard } from './stolen-card.ts'
import { tamper } from './tamper.ts'
import { busyIssuerModule } from './uncatalogued/busy-issuer-module.ts'
import { phoneLayout } from './uncatalogued/phone-layout.ts'
import { wrongRoute } from './uncatalogued/wrong-route.ts'
import { wrongTerminalKey } from './wrong-terminal-key.ts'
import { zoneKey } from './zone-key.ts'

/** Every fault and look-alike of this repository, by name. */
export const FAULT_MODULES: ReadonlyMap<string, FaultModule> = new Map(
  [
    ...Object.values(people),
    accessibility,
    blockFormat,
    bouncingKey,
    busyIssuerModule,
    cardWorn,
    chipLocked,
    clockBatch,
    codeMapping,
    corrupt,
    cvmConfig,
    deadKey,
    distributedGuess,
    dukptCounter,
    harmlessRollout,
    hsmFault,
    incompatible,
    inputLayer,
    issuerData,
    keysSwapped,
    network,
    panMismatch,
    phoneLayout,
    pinMissing,
    riskBlock,
    signOnKeyLost,
    standIn,
    stolenCard,
    tamper,
    wrongRoute,
    wrongTerminalKey,
    zoneKey,
  ].map((module) => [module.name, module]),
)
