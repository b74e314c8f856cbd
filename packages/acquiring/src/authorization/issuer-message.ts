import { isoAmount, isoCurrency, type Instant, type Money } from '@fiftyfive/kernel'
import type { Iso87Message } from '@fiftyfive/iso8583'
import type { IssuerLink } from '../ports.ts'
import { dateTimeFields } from '../time.ts'
import { type PaymentKind, ruleOf } from '../transaction.ts'

/** Common to everything that is said to an issuer about a payment (docs/reference/issuer-link.md). */
export interface IssuerMessageParts {
  readonly amount: Money
  readonly pan: string
  /** DE 37: identifies the payment towards the issuer for good. */
  readonly reference: string
  readonly terminalId: string
  readonly merchantId: string
  readonly trace: string
  readonly now: Instant
  readonly expiry?: string
  /** DE 37 of the original. */
  readonly original?: string
  readonly authorizationCode?: string
}

/** 02 in place of 00: a new total for the offline sale that DE 48 names (ISO 8583:1987, 4.4.2, debit adjustment). */
const ADJUSTMENT_CODE = '020000'

export function issuerMessage(link: IssuerLink, kind: PaymentKind, parts: IssuerMessageParts): Iso87Message {
  const { mti, code, condition } = ruleOf(kind)
  return {
    mti,
    2: parts.pan,
    3: kind === 'adjustment' ? ADJUSTMENT_CODE : code,
    4: isoAmount(parts.amount),
    ...dateTimeFields(parts.now),
    11: parts.trace,
    ...(parts.expiry ? { 14: parts.expiry } : {}),
    25: condition,
    32: link.acquirerId,
    37: parts.reference,
    ...(parts.authorizationCode ? { 38: parts.authorizationCode } : {}),
    41: parts.terminalId,
    42: parts.merchantId,
    ...(parts.original ? { 48: `ORG${parts.original}` } : {}),
    49: isoCurrency(parts.amount),
  }
}
