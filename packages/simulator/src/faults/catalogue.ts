import { accessibility } from './accessibility.ts'
import { blockFormat } from './block-format.ts'
import { bouncingKey } from './bouncing-key.ts'
import { cardWorn } from './card-worn.ts'
import { changed } from './changed.ts'
import { chipLocked } from './chip-locked.ts'
import { clockBatch } from './clock-batch.ts'
import { codeMapping } from './code-mapping.ts'
import { corrupt } from './corrupt.ts'
import { cvmConfig } from './cvm-config.ts'
import { deadKey } from './dead-key.ts'
import { distributedGuess } from './distributed-guess.ts'
import { dukptCounter } from './dukpt-counter.ts'
import type { FaultModule } from './fault.ts'
import { forgotten } from './forgotten.ts'
import { harmlessRollout } from './harmless-rollout.ts'
import { holiday } from './holiday.ts'
import { hsmFault } from './hsm-fault.ts'
import { incompatible } from './incompatible.ts'
import { inputLayer } from './input-layer.ts'
import { issuerData } from './issuer-data.ts'
import { keysSwapped } from './keys-swapped.ts'
import { network } from './network.ts'
import { newRange } from './new-range.ts'
import { onlineLocked } from './online-locked.ts'
import { otherCard } from './other-card.ts'
import { panMismatch } from './pan-mismatch.ts'
import { pinMissing } from './pin-missing.ts'
import { promotion } from './promotion.ts'
import { riskBlock } from './risk-block.ts'
import { sameWrongAgain } from './same-wrong-again.ts'
import { signOnKeyLost } from './sign-on-key-lost.ts'
import { slip } from './slip.ts'
import { standIn } from './stand-in.ts'
import { stolenCard } from './stolen-card.ts'
import { tamper } from './tamper.ts'
import { busyIssuerModule } from './uncatalogued/busy-issuer-module.ts'
import { phoneLayout } from './uncatalogued/phone-layout.ts'
import { wrongRoute } from './uncatalogued/wrong-route.ts'
import { wrongLength } from './wrong-length.ts'
import { wrongTerminalKey } from './wrong-terminal-key.ts'
import { zoneKey } from './zone-key.ts'

/** Every fault and look-alike of this repository, by name. */
export const FAULT_MODULES: ReadonlyMap<string, FaultModule> = new Map(
  [
    accessibility,
    blockFormat,
    bouncingKey,
    busyIssuerModule,
    cardWorn,
    changed,
    chipLocked,
    clockBatch,
    codeMapping,
    corrupt,
    cvmConfig,
    deadKey,
    distributedGuess,
    dukptCounter,
    forgotten,
    harmlessRollout,
    holiday,
    hsmFault,
    incompatible,
    inputLayer,
    issuerData,
    keysSwapped,
    network,
    newRange,
    onlineLocked,
    otherCard,
    panMismatch,
    phoneLayout,
    pinMissing,
    promotion,
    riskBlock,
    sameWrongAgain,
    signOnKeyLost,
    slip,
    standIn,
    stolenCard,
    tamper,
    wrongLength,
    wrongRoute,
    wrongTerminalKey,
    zoneKey,
  ].map((module) => [module.name, module]),
)
