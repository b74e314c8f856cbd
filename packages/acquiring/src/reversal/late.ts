import { messageKind, type Iso87Message } from '@fiftyfive/iso8583'
import type { AcquirerPorts } from '../ports.ts'
import { owedFor } from '../store-and-forward/owed.ts'

/**
 * An issuer's answer that nobody waits for any more. It changes no outcome (a timed-out payment stays what it became),
 * but an approval means that the issuer holds money for it now, perhaps after it was asked to undo what it did not know
 * of yet: its reversal is owed again. True when it is.
 */
export async function undoLateApproval(ports: AcquirerPorts, answer: Iso87Message): Promise<boolean> {
  const reference = answer[37]
  if (messageKind(answer.mti)?.function !== 'request-response' || answer[39] !== '00' || !reference) return false
  const payment = await ports.store.paymentByReference(reference)
  if (!payment?.card || payment.status === 'approved' || payment.status === 'open') return false
  const owed = owedFor(ports, 'reversal', payment)
  if (!owed) return false
  await ports.store.commit(ports.clock.now(), [{ type: 'owed-queued', owed }])
  return true
}
