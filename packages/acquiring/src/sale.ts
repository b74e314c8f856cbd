import { err, ok, type Result } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { type Refusal, refuse } from './refusal.ts'

/**
 * Whether a 0200 is a sale, by card or by QR code. A completion differs from one in DE 25 and 60.1 alone: taken for
 * one, it would charge anew.
 */
export function expectSale(message: UnionPayMessage): Result<void, Refusal> {
  const { 3: processingCode, 25: condition } = message
  const type = message[60]?.type
  if (processingCode === '000000' && condition === '00' && type === '22') return ok(undefined)
  return err(refuse('FF_MESSAGE_UNEXPECTED', `DE 3, 25, 60.1: ${processingCode}, ${condition}, ${type}`))
}
