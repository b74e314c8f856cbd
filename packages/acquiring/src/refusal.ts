import { FAULTS, type FaultCode } from '@fiftyfive/kernel'

/** Why a request ends before, or instead of, an approval. */
export interface Refusal {
  /** DE 39 for the terminal. */
  readonly code: string
  /** Present when the refusal is ours and not the issuer's decision. */
  readonly fault?: FaultCode
  readonly detail: string
  /** Set when the request was answered before: these bytes are the answer, nothing else may happen. */
  readonly replay?: Uint8Array<ArrayBuffer>
  /** False when the outcome at the issuer is not known, so that it must be reversed there. */
  readonly outcomeKnown: boolean
}

export const refuse = (fault: FaultCode, detail: string): Refusal => ({
  code: FAULTS[fault].iso,
  fault,
  detail,
  outcomeKnown: true,
})

export const declined = (code: string, detail: string): Refusal => ({ code, detail, outcomeKnown: true })

export const uncertain = (fault: FaultCode, detail: string): Refusal => ({
  ...refuse(fault, detail),
  outcomeKnown: false,
})

export const replayed = (replay: Uint8Array<ArrayBuffer>): Refusal => ({
  code: '94',
  detail: 'answered before',
  replay,
  outcomeKnown: true,
})
