import type { Journal } from '@fiftyfive/terminal'
import { ACQUIRER_ID, type Truth } from './auditor.ts'

/** What must be true once the faults stopped and 15 virtual minutes went by. */
export function checkAtRest(truth: Truth): void {
  const { world, acquirer, issuer, flash, printed, settled } = truth
  for (const [terminalId, values] of flash) {
    const { pending } = JSON.parse(values.get('journal') ?? '{}') as Journal
    world.check(!pending, 30, () => `${terminalId} still has a payment pending`)
  }
  const owed = acquirer.rows.size('owed')
  world.check(owed === 0, 12, () => `${owed} messages are still owed`)
  for (const payment of acquirer.payments()) {
    const { key, status, reference } = payment
    world.check(status !== 'open' && status !== 'unknown', 14, () => `${key} is still ${status}`)
    if (!payment.card) continue
    const hold = issuer.authorizations.get(`${ACQUIRER_ID}-${reference}`)
    const agreed = (status === 'approved') === (hold?.status === 'approved')
    world.check(agreed, 7, () => `${key} is ${status} at the acquirer and ${hold?.status ?? 'unknown'} at the issuer`)
    const known = hold?.status !== 'approved' || settled.has(key)
    world.check(known, 15, () => `${key} holds ${payment.amount.minor} and its terminal knows nothing of it`)
  }
  for (const key of printed) {
    const approved = acquirer.payment(key)?.status === 'approved'
    world.check(
      approved,
      6,
      () => `${key} was printed as approved and is ${acquirer.payment(key)?.status ?? 'unknown'}`,
    )
  }
}
