import { err, ok, type Result } from '@fiftyfive/kernel'
import type { AcquirerPorts } from '../ports.ts'
import { declined, type Refusal } from '../refusal.ts'
import type { Recognized, Recorded } from './known.ts'

/** The last look before a payment exists: a reversal that overtook its original has left a tombstone. */
export async function screen(ports: AcquirerPorts, known: Recognized): Promise<Result<Recognized, Refusal>> {
  if (await ports.store.wasReversed(known.request.key)) return err(declined('25', 'reversed before it arrived'))
  return ok(known)
}

/**
 * The same look once the payment is durable. A reversal that came while it was being written found nothing to undo, so
 * nothing owes its undoing to the issuer: such a payment must not leave.
 */
export async function screenAgain(ports: AcquirerPorts, known: Recorded): Promise<Result<Recorded, Refusal>> {
  const { key } = known.request
  const reversed = ports.inFlight.reversed.has(key) || (await ports.store.wasReversed(key))
  return reversed ? err(declined('25', 'reversed while it was recorded')) : ok(known)
}
