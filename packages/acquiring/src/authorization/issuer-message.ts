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
  readonly expiry?: string | undefined
  /** DE 37 of the original. */
  readonly original?: string | undefined
  readonly authorizationCode?: string | undefined
}

/** A message to which whoever asked for it adds: spreading several objects into one costs as much as encoding it. */
type IssuerDraft = { -readonly [Field in keyof Iso87Message]: Iso87Message[Field] }

/** 02 in place of 00: a new total for the offline sale that DE 48 names (ISO 8583:1987, 4.4.2, debit adjustment). */
const ADJUSTMENT_CODE = '020000'

export function issuerMessage(link: IssuerLink, kind: PaymentKind, parts: IssuerMessageParts): IssuerDraft {
  const { mti, code, condition } = ruleOf(kind)
  const times = dateTimeFields(parts.now)
  const message: IssuerDraft = {
    mti,
    2: parts.pan,
    3: kind === 'adjustment' ? ADJUSTMENT_CODE : code,
    4: isoAmount(parts.amount),
    7: times[7],
    11: parts.trace,
    12: times[12],
    13: times[13],
    25: condition,
    32: link.acquirerId,
    37: parts.reference,
    41: parts.terminalId,
    42: parts.merchantId,
    49: isoCurrency(parts.amount),
  }
  if (parts.expiry) message[14] = parts.expiry
  if (parts.authorizationCode) message[38] = parts.authorizationCode
  if (parts.original) message[48] = `ORG${parts.original}`
  return message
}
