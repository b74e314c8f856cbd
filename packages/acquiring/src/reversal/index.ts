import { FAULTS, type FaultCode } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { authentic } from '../authorization/authentic.ts'
import { repeated, sealed } from '../authorization/respond.ts'
import { batchOf, isClosedBatch } from '../batch.ts'
import { raiseOnce } from '../exceptions.ts'
import type { JournalEntry } from '../journal.ts'
import { type Owed, type Payment, type PaymentKey, paymentKey } from '../payment.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import type { KeyVersion, Terminal } from '../terminal.ts'
import { localTimeFields } from '../time.ts'
import { owedFor } from '../store-and-forward/owed.ts'

/**
 * Takes a reversal (0400) of a terminal that learnt no outcome, and undoes the payment exactly once in effect. The
 * answer 00 goes out only after the reversal and what it owes the issuer are durable together. An unknown or repeated
 * reversal is answered 00 too and moves no money: the terminal must be able to let go of it. Only a payment that was
 * settled, or that another one refers to, is refused (22), and people hear of it.
 */
export async function reverse(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Answered> {
  const terminalId = message[41] ?? ''
  const batch = message[60]?.batch
  const trace = message[11]
  if (!batch || !trace) return answer(ports, message, { fault: 'FF_MESSAGE_FORMAT' })
  const known = await authentic(ports, message, bytes)
  if (!known.ok) return answer(ports, message, { fault: known.error.fault ?? 'FF_MAC_MISMATCH' })
  const key = paymentKey(terminalId, batch, trace)
  const refused = await undo(ports, { key, terminalId, reason: message[39] ?? '' })
  return answer(ports, message, { ...known.value, ...(refused ? { fault: refused } : {}) })
}

interface Undo {
  readonly key: PaymentKey
  readonly terminalId: string
  readonly reason: string
}

async function undo(ports: AcquirerPorts, wanted: Undo): Promise<FaultCode | undefined> {
  const { key } = wanted
  // Set before the first await: a payment that completes meanwhile must find it.
  if (ports.inFlight.answers.has(key)) ports.inFlight.reversed.add(key)
  const refused = await ports.inFlight.batches.take(batchOf(key), async () => {
    const payment = await ports.store.payment(key)
    return ports.inFlight.families.take(payment?.family ?? key, () => write(ports, wanted))
  })
  if (refused) return refused
  ports.qrOrders.withdraw(key)
  ports.observe({ type: 'reversed', key, confirmedByIssuer: false })
  return undefined
}

/** In the turn of its batch and its family: what was settled, or stands below another payment, cannot be undone. */
async function write(ports: AcquirerPorts, undo: Undo): Promise<FaultCode | undefined> {
  const { key, terminalId, reason } = undo
  if (await ports.store.wasReversed(key)) return oweAgain(ports, key)
  const payment = await ports.store.payment(key)
  if (payment?.status === 'approved' && !(await mayBeUndone(ports, payment))) {
    const { amount } = payment
    await raiseOnce(ports, { kind: 'reversal-refused', subject: key, terminalId, amount, detail: reason })
    return 'FF_ORIGINAL_STATE'
  }
  const owed = payment && mayHaveEffect(payment) ? owedFor(ports, kindOwed(payment), payment) : undefined
  const entries: JournalEntry[] = [{ type: 'reversal-received', key, terminalId, reason }]
  if (owed) entries.push({ type: 'owed-queued', owed })
  await ports.store.commit(ports.clock.now(), entries)
  return payment ? undefined : oweAgain(ports, key)
}

/**
 * Another host that shares the store may have recorded the payment while its reversal was being written, and found none
 * to stop it. Owing a reversal that was delivered already does no harm.
 */
async function oweAgain(ports: AcquirerPorts, key: PaymentKey): Promise<undefined> {
  const payment = await ports.store.payment(key)
  const mayStand = payment && (payment.status === 'reversed' || mayHaveEffect(payment))
  const owed = mayStand ? owedFor(ports, kindOwed(payment), payment) : undefined
  if (owed) await ports.store.commit(ports.clock.now(), [{ type: 'owed-queued', owed }])
}

const kindOwed = ({ card }: Payment): Owed['kind'] => (card ? 'reversal' : 'payer-refund')

async function mayBeUndone(ports: AcquirerPorts, payment: Payment): Promise<boolean> {
  if (isClosedBatch(await ports.store.batch(batchOf(payment.key)))) return false
  const family = await ports.store.family(payment.family ?? payment.key)
  return !family.some((each) => each.original === payment.key && mayHaveEffect(each))
}

/** `unknown` owes its onward reversal already; a decline has nothing to undo. */
const mayHaveEffect = (payment: Payment): boolean => payment.status === 'approved' || payment.status === 'open'

function answer(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  outcome: { fault?: FaultCode; terminal?: Terminal; macVersion?: KeyVersion },
): Promise<Answered> {
  return sealed(ports, outcome, {
    mti: '0410',
    ...repeated(message),
    ...localTimeFields(ports.clock.now()),
    39: outcome.fault ? FAULTS[outcome.fault].iso : '00',
  })
}
