import { err, ok, Pan, parseIsoAmount, PinBlock, type Result } from '@fiftyfive/kernel'
import type { Iso87Message, TlvFields } from '@fiftyfive/iso8583'
import { type AuthorizationKey, authorizationKey, type AuthorizationKind } from './ledger.ts'

export interface IssuerRequest {
  readonly key: AuthorizationKey
  readonly pan: Pan
  readonly amount_minor: number
  readonly currency: string
  /** The merchant was paid already: what it says has happened. */
  readonly advice: boolean
  readonly original?: AuthorizationKey
  /** YYMM, as the card said. */
  readonly expiry?: string
  readonly pinBlock?: PinBlock
  readonly newPinBlock?: PinBlock
  readonly chipData?: TlvFields
  /** DE 22: by an antenna. */
  readonly byTap: boolean
}

/** DE 3 and 25 (docs/reference/issuer-link.md). */
const KINDS: Readonly<Record<string, AuthorizationKind>> = {
  '0200 310000 00': 'balance-inquiry',
  '0200 000000 00': 'sale',
  '0200 200000 00': 'void',
  '0220 200000 00': 'refund',
  '0100 030000 06': 'pre-authorization',
  '0100 200000 06': 'pre-authorization-cancellation',
  '0200 000000 06': 'completion',
  '0220 000000 06': 'completion',
  '0200 200000 06': 'completion-cancellation',
  '0220 000000 00': 'offline-sale',
  '0220 020000 00': 'adjustment',
  '0100 700000 00': 'pin-change',
}

const BY_TAP = '07'

/** A sale that was approved in our place says so in DE 39; one that nobody was asked for has none. */
export const kindOf = (message: Iso87Message): AuthorizationKind | undefined =>
  message.mti === '0220' && message[3] === '000000' && message[25] === '00' && message[39] === '00'
    ? 'sale'
    : KINDS[`${message.mti} ${message[3] ?? ''} ${message[25] ?? ''}`]

/** Checks the fields of a payment or a reversal once. The error is for the log. */
export function parseRequest(message: Iso87Message): Result<IssuerRequest, string> {
  const { 32: acquirerId, 37: reference } = message
  if (!acquirerId || !reference) return err('DE 32 and 37 are needed')
  const pan = Pan.parse(message[2] ?? '')
  if (!pan.ok) return err(`DE 2: ${pan.error}`)
  const amount = parseIsoAmount(message[4] ?? '', message[49] ?? '')
  if (!amount.ok) return err(`DE 4: ${amount.error}`)
  const pinBlock = message[52] === undefined ? undefined : PinBlock.parse(message[52])
  if (pinBlock && !pinBlock.ok) return err(`DE 52: ${pinBlock.error}`)
  const newPinBlock = message[96] === undefined ? undefined : PinBlock.parse(message[96])
  if (newPinBlock && !newPinBlock.ok) return err(`DE 96: ${newPinBlock.error}`)
  const original = /^ORG(\d{12})$/.exec(message[48] ?? '')?.[1]
  return ok({
    key: authorizationKey(acquirerId, reference),
    pan: pan.value,
    amount_minor: amount.value.minor,
    currency: amount.value.currency,
    advice: message.mti === '0220',
    byTap: message[22]?.startsWith(BY_TAP) ?? false,
    ...(original ? { original: authorizationKey(acquirerId, original) } : {}),
    ...(message[14] ? { expiry: message[14] } : {}),
    ...(pinBlock ? { pinBlock: pinBlock.value } : {}),
    ...(newPinBlock ? { newPinBlock: newPinBlock.value } : {}),
    ...(message[55] ? { chipData: message[55] } : {}),
  })
}
