import { err, ok, type Result } from '@fiftyfive/kernel'
import { andThen, type Soon } from '../journal.ts'
import type { AcquirerPorts } from '../ports.ts'
import { declined, type Refusal } from '../refusal.ts'
import type { Recognized, Recorded } from './known.ts'

/** The last look before a payment exists: a reversal that overtook its original has left a tombstone. */
export function screen(ports: AcquirerPorts, known: Recognized): Soon<Result<Recognized, Refusal>> {
  return andThen(ports.store.wasReversed(known.request.key), (reversed) =>
    reversed ? err(declined('25', 'reversed before it arrived')) : ok(known),
  )
}

/**
 * The same look once the payment is durable. A reversal that came while it was being written found nothing to undo, so
 * nothing owes its undoing to the issuer: such a payment must not leave.
 */
export function screenAgain(ports: AcquirerPorts, known: Recorded): Soon<Result<Recorded, Refusal>> {
  const { key } = known.request
  return andThen(ports.inFlight.reversed.has(key) || ports.store.wasReversed(key), (reversed) =>
    reversed ? err(declined('25', 'reversed while it was recorded')) : ok(known),
  )
}
