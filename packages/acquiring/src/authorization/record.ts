import { err, ok, type Result, RowExists } from '@fiftyfive/kernel'
import { batchKey, isClosedBatch } from '../batch.ts'
import type { JournalEntry, Soon } from '../journal.ts'
import type { Payment } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'
import { bindingly, type Refusal, refuse } from '../refusal.ts'
import { overdueBatch } from '../settlement/overdue.ts'
import { owedFor } from '../store-and-forward/owed.ts'
import { stampedAnswer } from '../time.ts'
import { ruleOf } from '../transaction.ts'
import type { Completed } from './complete.ts'
import type { Arrived, Recognized, Recorded } from './known.ts'
import { findOriginal, judgeOriginal } from './original.ts'

/**
 * Writes the payment down before anybody else hears of it. Resolves when it is on disk. One message of a batch and one of
 * a family at a time, so that nothing is added to a batch while it is being settled, nor done twice to one original.
 */
export function record(ports: AcquirerPorts, known: Recognized): Promise<Result<Recorded, Refusal>> {
  const { request } = known
  const batch = batchKey(request.terminalId, request.batch)
  return ports.inFlight.batches.take(batch, async () => {
    const found = ports.store.batch(batch)
    if (isClosedBatch(found instanceof Promise ? await found : found)) return err(refuse('FF_BATCH_CLOSED', batch))
    if (known.terminal.batch !== request.batch) await adoptBatch(ports, known)
    return await (ruleOf(request.kind).originals.length === 0 ? write(ports, known) : writeInFamily(ports, known))
  })
}

async function writeInFamily(ports: AcquirerPorts, known: Recognized): Promise<Result<Recorded, Refusal>> {
  const { request } = known
  const original = await findOriginal(ports, request)
  const family = original?.family ?? original?.key ?? request.key
  return ports.inFlight.families.take(family, async () => {
    // Read again in its turn: another message may have changed it meanwhile.
    const now = original && (await ports.store.payment(original.key))
    const members = await ports.store.family(family)
    const judged = judgeOriginal(request, known.card.token, now, members, ports.clock.now())
    return judged.ok ? write(ports, { ...known, original: judged.value }) : err(bindingly(judged.error))
  })
}

/**
 * The MAC of a payment proves its batch; the sign-on, which told us another one, proves nothing. What stands in the batch that
 * the terminal leaves will not be settled by it any more, so people hear of it at once.
 */
function adoptBatch(ports: AcquirerPorts, { terminal, request }: Recognized): Promise<void> {
  return ports.inFlight.keyChanges.take(terminal.id, async () => {
    const now = (await ports.store.terminal(terminal.id)) ?? terminal
    if (now.batch === request.batch) return
    await ports.store.commit(ports.clock.now(), [
      { type: 'terminal-state', reason: 'batch', terminal: { ...now, batch: request.batch } },
      ...(await overdueBatch(ports, now)),
    ])
  })
}

/** An advice is decided by now: its answer and what is owed to the issuer become durable with it. */
async function write(ports: AcquirerPorts, known: Recognized): Promise<Result<Recorded, Refusal>> {
  const reference = ports.counters.nextReference()
  const payment = paymentOf(known, known, reference)
  const entries: JournalEntry[] = [{ type: 'payment-received', payment }]
  const { advice } = ruleOf(payment.kind)
  if (advice) {
    const owed = owedFor(ports, 'advice', payment)
    if (!owed) return err(bindingly(refuse('FF_ROUTE_UNKNOWN', `no issuer for ${known.observation.range}`)))
    const answer = stampedAnswer('00', ports.clock.now())
    entries.push({ type: 'payment-completed', key: payment.key, status: 'approved', answer })
    entries.push({ type: 'owed-queued', owed })
  }
  try {
    await ports.store.commit(ports.clock.now(), entries)
  } catch (failure) {
    // A copy of this message reached another host that shares the store, and became the payment there.
    if (failure instanceof RowExists) return err(refuse('FF_DUPLICATE_IN_FLIGHT', payment.key))
    throw failure
  }
  known.observation.timeline.push({ at: ports.clock.now(), step: 'record', detail: reference })
  return ok({ ...known, reference })
}

function paymentOf(
  { receivedAt, original }: Pick<Arrived, 'receivedAt' | 'original'>,
  { request, card }: Pick<Recognized, 'request' | 'card'>,
  reference: string,
): Payment {
  return {
    key: request.key,
    kind: request.kind,
    terminalId: request.terminalId,
    merchantId: request.merchantId,
    receivedAt,
    amount: request.amount,
    card,
    reference,
    status: 'open',
    ...(original ? { original: original.key, family: original.family ?? original.key } : {}),
    ...(request.authorizationCode ? { authorizationCode: request.authorizationCode } : {}),
  }
}

/**
 * Writes the outcome before the terminal hears it. An outcome that is not known, or one that a reversal has overtaken,
 * is committed together with the reversal owed to the issuer: neither can exist without the other.
 */
export async function recordOutcome(ports: AcquirerPorts, completed: Completed): Promise<void> {
  const { known, status, answer } = completed
  const { request, card, reference } = known
  if (!request || !card || reference === undefined) return
  const entries: JournalEntry[] = [{ type: 'payment-completed', key: request.key, status, answer }]
  const isUndone = status === 'unknown' || (status === 'reversed' && known.observation?.forwarded)
  const kind = isUndone ? 'reversal' : completed.stoodIn && 'advice'
  if (kind) {
    const family = known.original ? (known.original.family ?? known.original.key) : request.key
    const owed = owedFor(ports, kind, { key: request.key, reference, card, family }, completed.stoodIn)
    if (owed) entries.push({ type: 'owed-queued', owed })
  }
  await ports.store.commit(ports.clock.now(), entries)
  known.observation?.timeline.push({ at: ports.clock.now(), step: 'recordOutcome', detail: '' })
}

/**
 * Writes down a refusal that another moment might not repeat. What the terminal hears is then what every copy of its
 * request will hear.
 */
export function recordRefusal(ports: AcquirerPorts, completed: Completed): Soon<Completed> {
  const { request, card } = completed.known
  return completed.refusal?.binding && request && card ? recordBinding(ports, completed, { request, card }) : completed
}

async function recordBinding(
  ports: AcquirerPorts,
  completed: Completed,
  { request, card }: Pick<Recognized, 'request' | 'card'>,
): Promise<Completed> {
  const { known, status, answer } = completed
  const reference = ports.counters.nextReference()
  const now = ports.clock.now()
  try {
    await ports.store.commit(now, [
      { type: 'payment-received', payment: paymentOf(known, { request, card }, reference) },
      { type: 'payment-completed', key: request.key, status, answer },
    ])
  } catch (failure) {
    if (!(failure instanceof RowExists)) throw failure
    const busy = refuse('FF_DUPLICATE_IN_FLIGHT', request.key)
    return { ...completed, answer: stampedAnswer(busy.code, now), refusal: busy }
  }
  return { ...completed, known: { ...known, reference } }
}
