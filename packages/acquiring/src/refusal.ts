import { FAULTS, type FaultCode } from '@fiftyfive/kernel'
import type { Reply } from './ports.ts'

/** Why a request ends before, or instead of, an approval. */
export interface Refusal {
  /** DE 39 for the terminal. */
  readonly code: string
  /** Present when the refusal is ours and not the issuer's decision. */
  readonly fault?: FaultCode
  readonly detail: string
  /** Set when the request was answered before: this is the answer, and nothing else may happen. */
  readonly replay?: Reply
  /**
   * Set when another moment might have judged otherwise: it becomes a declined payment, so that a copy that comes later
   * gets this answer and is not judged anew, after the terminal has let go of the payment.
   */
  readonly binding?: true
  /** False when the outcome at the issuer is not known, so that it must be reversed there. */
  readonly outcomeKnown: boolean
}

export const refuse = (fault: FaultCode, detail: string): Refusal => ({
  code: FAULTS[fault].iso,
  fault,
  detail,
  outcomeKnown: true,
})

export const bindingly = (refusal: Refusal): Refusal => ({ ...refusal, binding: true })

export const declined = (code: string, detail: string): Refusal => ({ code, detail, outcomeKnown: true })

export const uncertain = (fault: FaultCode, detail: string): Refusal => ({
  ...refuse(fault, detail),
  outcomeKnown: false,
})

export const replayed = (replay: Reply): Refusal => ({
  code: '94',
  detail: 'answered before',
  replay,
  outcomeKnown: true,
})
