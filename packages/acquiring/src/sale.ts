import { err, ok, type Result } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { type Refusal, refuse } from './refusal.ts'
import { kindOf } from './transaction.ts'

/**
 * Whether a 0200 is a sale, by card or by QR code. A completion differs from one in DE 25 and 60.1 alone: taken for
 * one, it would charge anew.
 */
export function expectSale(message: UnionPayMessage): Result<void, Refusal> {
  if (kindOf(message) === 'sale') return ok(undefined)
  const { 3: processingCode, 25: condition } = message
  const type = message[60]?.type
  return err(refuse('FF_MESSAGE_UNEXPECTED', `DE 3, 25, 60.1: ${processingCode}, ${condition}, ${type}`))
}
