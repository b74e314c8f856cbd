import { err, ok, Pan, parseIsoAmount, PinBlock, type Result } from '@fiftyfive/kernel'
import type { Iso87Message } from '@fiftyfive/iso8583'
import { type AuthorizationKey, authorizationKey } from './ledger.ts'

export interface IssuerRequest {
  readonly key: AuthorizationKey
  readonly pan: Pan
  readonly amount_minor: number
  readonly currency: string
  /** YYMM, as the card said. */
  readonly expiry?: string
  readonly pinBlock?: PinBlock
}

/** Checks the fields of a 0200 or 0420 once. The error is for the log. */
export function parseRequest(message: Iso87Message): Result<IssuerRequest, string> {
  const { 32: acquirerId, 37: reference } = message
  if (!acquirerId || !reference) return err('DE 32 and 37 are needed')
  const pan = Pan.parse(message[2] ?? '')
  if (!pan.ok) return err(`DE 2: ${pan.error}`)
  const amount = parseIsoAmount(message[4] ?? '', message[49] ?? '')
  if (!amount.ok) return err(`DE 4: ${amount.error}`)
  const pinBlock = message[52] === undefined ? undefined : PinBlock.parse(message[52])
  if (pinBlock && !pinBlock.ok) return err(`DE 52: ${pinBlock.error}`)
  return ok({
    key: authorizationKey(acquirerId, reference),
    pan: pan.value,
    amount_minor: amount.value.minor,
    currency: amount.value.currency,
    ...(message[14] ? { expiry: message[14] } : {}),
    ...(pinBlock ? { pinBlock: pinBlock.value } : {}),
  })
}
