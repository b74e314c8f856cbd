import { ok, type Result } from '@fiftyfive/kernel'
import type { JournalEntry } from '../journal.ts'
import type { AcquirerPorts } from '../ports.ts'
import type { Refusal } from '../refusal.ts'
import { owedFor } from '../store-and-forward/owed.ts'
import type { Completed } from './complete.ts'
import type { Recognized, Recorded } from './known.ts'

/** Writes the payment down before anybody else hears of it. Resolves when it is on disk. */
export async function record(ports: AcquirerPorts, known: Recognized): Promise<Result<Recorded, Refusal>> {
  const { request, card } = known
  const reference = ports.counters.nextReference()
  await ports.store.commit(ports.clock.now(), [
    {
      type: 'payment-received',
      payment: {
        key: request.key,
        kind: 'sale',
        terminalId: request.terminalId,
        merchantId: request.merchantId,
        receivedAt: known.receivedAt,
        amount: request.amount,
        card,
        reference,
        status: 'open',
      },
    },
  ])
  known.observation.timeline.push({ at: ports.clock.now(), step: 'record', detail: reference })
  return ok({ ...known, reference })
}

/**
 * Writes the outcome before the terminal hears it. An outcome that is not known, or one that a reversal has overtaken,
 * is committed together with the reversal owed to the issuer: neither can exist without the other.
 */
export async function recordOutcome(ports: AcquirerPorts, completed: Completed): Promise<void> {
  const { known, status, answer } = completed
  if (!known.request || !known.card || known.reference === undefined) return
  const entries: JournalEntry[] = [{ type: 'payment-completed', key: known.request.key, status, answer }]
  if (status === 'unknown') {
    const { reference, card } = known
    const owed = owedFor(ports, 'reversal', { key: known.request.key, reference, card })
    if (owed) entries.push({ type: 'owed-queued', owed })
  }
  await ports.store.commit(ports.clock.now(), entries)
  known.observation?.timeline.push({ at: ports.clock.now(), step: 'recordOutcome', detail: '' })
}
