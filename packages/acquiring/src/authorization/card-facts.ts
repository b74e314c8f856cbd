import { type Pan, toHex, type Track2 } from '@fiftyfive/kernel'
import type { TlvFields } from '@fiftyfive/iso8583'
import type { CardFacts } from '../observation.ts'

/** CVM Results (EMV Book 4, annex A4): method, condition, outcome; one byte each. */
const CVM_RESULTS_TAG = '9F34'
const CVM_RESULTS_LENGTH = 3

/** Third digit of the service code: 0, 3 and 5 require a PIN, 6 and 7 ask for one where it can be entered (ISO/IEC 7813). */
const PIN_DIGITS = '03567'

/** What a request tells about its card that may be kept: none of it narrows the card number or the PIN down. */
export function cardFacts(card: {
  readonly pan: Pan
  readonly track2?: Track2
  readonly chipData: TlvFields | undefined
}): CardFacts {
  const serviceCode = card.track2?.reveal().split('D')[1]?.slice(4, 7)
  const cvmResults = card.chipData?.[CVM_RESULTS_TAG]
  return {
    panLength: card.pan.reveal().length,
    ...(serviceCode?.length === 3 ? { pinWanted: PIN_DIGITS.includes(serviceCode.charAt(2)) } : {}),
    ...(cvmResults?.length === CVM_RESULTS_LENGTH ? { cvmResults: toHex(cvmResults) } : {}),
  }
}
