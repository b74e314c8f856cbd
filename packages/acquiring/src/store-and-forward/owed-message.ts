import { fromHex } from '@fiftyfive/kernel'
import type { Iso87Message } from '@fiftyfive/iso8583'
import { issuerMessage } from '../authorization/issuer-message.ts'
import type { Owed, Payment } from '../payment.ts'
import type { AcquirerPorts, IssuerLink } from '../ports.ts'

/** 0420 reversal with the DE 37 of its payment, by which the issuer finds it (or leaves a tombstone); 0220 advice. */
export async function owedMessage(
  ports: AcquirerPorts,
  link: IssuerLink,
  owed: Owed,
  payment: Payment,
): Promise<Iso87Message> {
  const original = payment.original === undefined ? undefined : await ports.store.payment(payment.original)
  const message = issuerMessage(link, payment.kind, {
    amount: payment.amount,
    pan: payment.card ? ports.cardVault.reveal(payment.card).reveal() : '',
    reference: payment.reference,
    terminalId: payment.terminalId,
    merchantId: payment.merchantId,
    trace: owed.trace,
    now: ports.clock.now(),
    ...(payment.card?.expiry ? { expiry: payment.card.expiry } : {}),
    ...(original ? { original: original.reference } : {}),
    ...(payment.authorizationCode ? { authorizationCode: payment.authorizationCode } : {}),
  })
  if (payment.scriptResult !== undefined)
    return { ...message, 3: '000000', 25: '00', 55: { DF31: fromHex(payment.scriptResult) } }
  if (owed.kind === 'reversal') return { ...message, mti: '0420' }
  const code = payment.answer?.authorizationCode
  // Approved in the issuer's place: DE 39 says that it was decided, DE 38 by which code the terminal knows it.
  return payment.kind === 'sale' ? { ...message, mti: '0220', ...(code ? { 38: code } : {}), 39: '00' } : message
}
