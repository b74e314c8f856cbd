import type { AcquirerPorts } from '../ports.ts'
import { stampedAnswer } from '../time.ts'
import { owedFor } from '../store-and-forward/owed.ts'

/**
 * After a restart: a payment that was still open may or may not have reached its issuer, and its terminal got no
 * answer. Its outcome becomes `unknown` and a reversal is owed, in one commit. Answers how many there were.
 */
export async function recoverOpenPayments(ports: AcquirerPorts): Promise<number> {
  const open = await ports.store.openPayments()
  for (const payment of open) {
    const now = ports.clock.now()
    const owed = owedFor(ports, payment.card ? 'reversal' : 'payer-refund', payment)
    // Without a card no issuer was asked. Its payer may have paid all the same, and gets the money back.
    const outcome = payment.card
      ? ({ status: 'unknown', code: '98' } as const)
      : ({ status: 'declined', code: '06' } as const)
    await ports.store.commit(now, [
      {
        type: 'payment-completed',
        key: payment.key,
        status: outcome.status,
        answer: stampedAnswer(outcome.code, now),
      },
      ...(owed ? [{ type: 'owed-queued' as const, owed }] : []),
    ])
    ports.observe({ type: 'reversed', key: payment.key, confirmedByIssuer: false })
  }
  return open.length
}
