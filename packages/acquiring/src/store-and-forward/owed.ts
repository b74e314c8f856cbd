import { linkFor } from '../authorization/route.ts'
import { type Owed, owedId, type Payment, type StoodIn } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'

/** In place of an issuer's link. */
const PAYERS = { name: 'qr' }

/**
 * What a payment owes: its issuer a message, or a payer with a phone the money back. To be committed together with what
 * makes it owed. Undefined when nobody else was asked for this payment.
 */
export function owedFor(
  ports: AcquirerPorts,
  kind: Owed['kind'],
  payment: Pick<Payment, 'key' | 'reference' | 'family' | 'card'>,
  stoodIn?: StoodIn,
): Owed | undefined {
  const { key, reference, family = key, card } = payment
  const link = kind === 'payer-refund' ? PAYERS : card && linkFor(ports.links, ports.cardVault.reveal(card))
  if (!link) return undefined
  return {
    id: owedId(kind, reference),
    kind,
    paymentKey: key,
    reference,
    family,
    link: link.name,
    trace: ports.counters.nextTrace(),
    transmittedAt: ports.clock.now(),
    ...(stoodIn ? { stoodIn } : {}),
  }
}
