import { isoAmount, isoCurrency } from '@fiftyfive/kernel'
import type { Iso87Message } from '@fiftyfive/iso8583'
import type { OnwardReversal, Payment, StoredCard } from '../payment.ts'
import type { AcquirerPorts, IssuerLink } from '../ports.ts'
import { linkFor } from '../authorization/route.ts'
import { dateTimeFields } from '../time.ts'

/** The reversal owed to the issuer for a payment whose effect there must not stand. */
export function onwardReversalOf(
  ports: AcquirerPorts,
  link: IssuerLink,
  payment: Pick<Payment, 'key' | 'reference' | 'amount' | 'terminalId' | 'merchantId'> & { readonly card: StoredCard },
): OnwardReversal {
  const { key, ...rest } = payment
  return {
    ...rest,
    paymentKey: key,
    link: link.name,
    trace: ports.counters.nextTrace(),
    transmittedAt: ports.clock.now(),
  }
}

/** The same for a payment read from the store: the way to its issuer follows from the card number. */
export function onwardReversalOfStored(ports: AcquirerPorts, payment: Payment): OnwardReversal | undefined {
  if (!payment.card) return undefined
  const link = linkFor(ports.links, ports.cardVault.reveal(payment.card))
  const { key, reference, amount, card, terminalId, merchantId } = payment
  return link && onwardReversalOf(ports, link, { key, reference, amount, card, terminalId, merchantId })
}

/** 00 undone; 25 never seen there. Any other code (96, 30, ...) leaves the money held, so the reversal stays owed. */
const FINAL = ['00', '25']

/**
 * Store and forward: tries once to deliver every reversal that is owed. Answers how many are still owed, so that the
 * caller knows whether to come again. A reversal leaves the list only with the issuer's answer.
 */
export async function deliverOnwardReversals(ports: AcquirerPorts): Promise<number> {
  let owed = 0
  for (const reversal of await ports.store.onwardReversals()) {
    const link = ports.links.find((candidate) => candidate.name === reversal.link)
    const answer = link?.up() ? await link.exchange(reversalMessage(ports, link, reversal)) : undefined
    if (!answer?.ok) {
      owed++
      continue
    }
    const code = answer.value[39] ?? ''
    if (!FINAL.includes(code)) {
      owed++
      continue
    }
    await ports.store.commit(ports.clock.now(), [
      { type: 'onward-reversal-answered', reference: reversal.reference, code },
    ])
    ports.observe({ type: 'reversed', key: reversal.paymentKey, confirmedByIssuer: true })
  }
  return owed
}

/** 0420 advice with the DE 37 of its original, by which the issuer finds it (or leaves a tombstone). */
function reversalMessage(ports: AcquirerPorts, link: IssuerLink, reversal: OnwardReversal): Iso87Message {
  const card = reversal.card
  return {
    mti: '0420',
    2: ports.cardVault.reveal(card).reveal(),
    3: '000000',
    4: isoAmount(reversal.amount),
    ...dateTimeFields(ports.clock.now()),
    11: reversal.trace,
    32: link.acquirerId,
    37: reversal.reference,
    41: reversal.terminalId,
    42: reversal.merchantId,
    49: isoCurrency(reversal.amount),
  }
}
