import { type Pan, toHex, type Track2 } from '@fiftyfive/kernel'
import { readTrack2, serviceRestrictions, type TlvFields } from '@fiftyfive/iso8583'
import type { CardFacts } from '../observation.ts'

/** CVM Results (EMV Book 4, annex A4): method, condition, outcome; one byte each. */
const CVM_RESULTS_TAG = '9F34'
const CVM_RESULTS_LENGTH = 3

/** What a request tells about its card that may be kept: none of it narrows the card number or the PIN down. */
export function cardFacts(card: {
  readonly pan: Pan
  readonly track2?: Track2 | undefined
  readonly chipData?: TlvFields | undefined
}): CardFacts {
  const restrictions = card.track2 && serviceRestrictions(readTrack2(card.track2).serviceCode)
  const cvmResults = card.chipData?.[CVM_RESULTS_TAG]
  return {
    panLength: card.pan.reveal().length,
    ...(restrictions ? { pinWanted: restrictions.pin !== 'not-asked' } : {}),
    ...(cvmResults?.length === CVM_RESULTS_LENGTH ? { cvmResults: toHex(cvmResults) } : {}),
  }
}
