import { isoAmount } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import type { Authentic } from '../authorization/authentic.ts'
import { batchOf } from '../batch.ts'
import { type Payment, paymentKey } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'
import type { Management } from './index.ts'

const IN_WORK = '09'
const REVERSED = '06'
const BEING_UNDONE = '98'

/**
 * What became of a payment, once and for all. DE 39 is about the payment exactly when DE 37 is there. One that is not
 * known leaves a tombstone: it is refused should it still arrive, so that "unknown" stays true.
 */
export async function queryStatus(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  { terminal }: Authentic,
): Promise<Management> {
  const asked = message[61]
  if (!asked) return 'FF_MESSAGE_FORMAT'
  const key = paymentKey(terminal.id, asked.batch, asked.trace)
  return ports.inFlight.batches.take(batchOf(key), async () => {
    if (ports.inFlight.answers.has(key)) return { 39: IN_WORK }
    const payment = await ports.store.payment(key)
    if (payment) return truthOf(payment)
    if (!(await ports.store.wasReversed(key))) {
      const tombstone = { type: 'reversal-received', key, terminalId: terminal.id, reason: 'status' } as const
      await ports.store.commit(ports.clock.now(), [tombstone])
    }
    return 'FF_ORIGINAL_UNKNOWN'
  })
}

function truthOf({ status, reference, amount, answer }: Payment): Management {
  switch (status) {
    case 'open':
      return { 39: IN_WORK }
    case 'reversed':
      return { 37: reference, 39: REVERSED }
    case 'unknown':
      return { 37: reference, 39: BEING_UNDONE }
    case 'declined':
      return { 37: reference, 39: answer?.code ?? REVERSED }
    case 'approved': {
      const code = answer?.authorizationCode
      const told = { ...(answer ? { 12: answer.time, 13: answer.date } : {}), ...(code ? { 38: code } : {}) }
      return { 4: isoAmount(amount), 37: reference, 39: '00', ...told }
    }
  }
}
