import { err, ok, type Result } from '@fiftyfive/kernel'
import type { AcquirerPorts } from '../ports.ts'
import { declined, type Refusal } from '../refusal.ts'
import type { Recognized } from './known.ts'

/** The last look before a payment exists: a reversal that overtook its original has left a tombstone. */
export async function screen(ports: AcquirerPorts, known: Recognized): Promise<Result<Recognized, Refusal>> {
  if (await ports.store.wasReversed(known.request.key)) return err(declined('25', 'reversed before it arrived'))
  return ok(known)
}
