import { type ClearPin, err, ok, type Pan, type Result } from '@fiftyfive/kernel'
import { type CardAccount, PIN_TRIES_MAX } from './card.ts'
import { offsetOf } from './pin-offset.ts'
import type { IssuerPorts } from './ports.ts'

/** Issues a card with a known PIN. The security module does this in an authorised state only, never in production. */
export async function personalizeCard(
  ports: IssuerPorts,
  order: {
    readonly pan: Pan
    readonly pin: ClearPin
    readonly expiry: string
    readonly sequenceNumber: string
    readonly available_minor: number
    readonly currency: string
    readonly chip?: true
    readonly chipPin?: true
  },
): Promise<Result<CardAccount, string>> {
  const offset = await offsetOf(ports, order.pan, order.pin)
  if (!offset.ok) return err(offset.error.detail)
  const { token, masked, sealed } = ports.cardVault.store(order.pan)
  const card: CardAccount = {
    token,
    masked,
    sealed,
    expiry: order.expiry,
    sequenceNumber: order.sequenceNumber,
    pinOffset: offset.value,
    triesLeft: PIN_TRIES_MAX,
    status: 'active',
    available_minor: order.available_minor,
    currency: order.currency,
    ...(order.chip ? { chip: true } : {}),
    ...(order.chipPin ? { chipPin: true } : {}),
  }
  await ports.store.commit(ports.clock.now(), [{ type: 'card-changed', reason: 'issued', card }])
  return ok(card)
}

/** A card of before its issuer had keys for chips gets a chip with keys. */
export async function giveChip(ports: IssuerPorts, token: string, chipPin?: true): Promise<void> {
  await ports.perCard.take(token, async () => {
    const card = await ports.store.card(token)
    if (!card || card.chip) return
    const changed = { ...card, chip: true, ...(chipPin ? { chipPin } : {}) } as const
    await ports.store.commit(ports.clock.now(), [{ type: 'card-changed', reason: 'chip', card: changed }])
  })
}

/** What the bank's counter does: unlock, or lock as if all tries were used up. */
export async function setTries(ports: IssuerPorts, token: string, triesLeft: number): Promise<boolean> {
  return ports.perCard.take(token, async () => {
    const card = await ports.store.card(token)
    if (!card) return false
    await ports.store.commit(ports.clock.now(), [
      { type: 'card-changed', reason: 'counter', card: { ...card, triesLeft } },
    ])
    return true
  })
}
