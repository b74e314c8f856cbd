import type { Offer } from './state.ts'
import type { TransactionKind } from './transaction.ts'

/** A QR code and another card can replace the card of a sale; a hold or a question of balance can go to another card only. */
export const usable = (kind: TransactionKind, offers: readonly Offer[]): readonly Offer[] =>
  offers.filter((offer) => {
    if (offer === 'qr') return kind === 'sale' || kind === 'qr-sale'
    return offer === 'retry' || ['sale', 'qr-sale', 'pre-authorization', 'balance-inquiry'].includes(kind)
  })
