import { firstOriginal, moveMoney } from './authorize.ts'
import type { CardAccount } from './card.ts'
import { taken } from './family.ts'
import type { Authorization, IssuerEntry } from './ledger.ts'
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
    if (original && original.status !== 'approved') return
    const { key, amount_minor } = request
    const tombstone = { key, kind: 'sale', token, amount_minor, status: 'tombstone', code: '25' } as const
    const entries: IssuerEntry[] = original
      ? await undo(ports, original)
      : [{ type: 'authorization', authorization: tombstone }]
    await ports.store.commit(ports.clock.now(), entries)
  })
}

async function undo(ports: IssuerPorts, original: Authorization): Promise<IssuerEntry[]> {
  const reversed: Authorization = { ...original, status: 'reversed' }
  const entries: IssuerEntry[] = [{ type: 'authorization', authorization: reversed }]
  const card = await ports.store.card(original.token)
  if (!card) return entries
  const moved = moveMoney(card, reversed, await firstOriginal(ports, original), taken(original))
  const after = withOldPin(moved.card, original)
  entries.push(...moved.entries)
  if (after !== card) entries.push({ type: 'card-changed', reason: 'reversal', card: after })
  return entries
}

/** Only while the new PIN is still the one that was chosen: a later change stands. */
function withOldPin(card: CardAccount, { pinOffset }: Authorization): CardAccount {
  return pinOffset && card.pinOffset === pinOffset.after ? { ...card, pinOffset: pinOffset.before } : card
}
