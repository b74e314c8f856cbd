import type { IssuerEntry } from './ledger.ts'
import type { IssuerPorts } from './ports.ts'
import type { IssuerRequest } from './request.ts'

/**
 * Undoes a payment, once. One that was never seen leaves a tombstone, so that the request is refused should it come
 * late. A counted PIN try stays counted: the PIN was entered, whatever became of the payment.
 */
export function reverseAuthorization(ports: IssuerPorts, request: IssuerRequest): Promise<void> {
  const { token } = ports.cardVault.store(request.pan)
  return ports.perCard.take(token, async () => {
    const original = await ports.store.authorization(request.key)
    if (original && original.status !== 'held') return
    const entries: IssuerEntry[] = []
    if (original) {
      entries.push({ type: 'authorization', authorization: { ...original, status: 'reversed' } })
      const card = await ports.store.card(token)
      if (card) {
        const available_minor = card.available_minor + original.amount_minor
        entries.push({ type: 'card-changed', reason: 'reversal', card: { ...card, available_minor } })
      }
    } else {
      const { key, amount_minor } = request
      entries.push({
        type: 'authorization',
        authorization: { key, token, amount_minor, status: 'tombstone', code: '25' },
      })
    }
    await ports.store.commit(ports.clock.now(), entries)
  })
}
