import { FAULTS, type FaultCode } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { checkMac, identifyTerminal } from '../authorization/authenticate.ts'
import { repeated, sealed } from '../authorization/respond.ts'
import { confirmKeys } from '../key-exchange/confirm.ts'
import type { JournalEntry } from '../journal.ts'
import { type Payment, type PaymentKey, paymentKey } from '../payment.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import type { KeyVersion, Terminal } from '../terminal.ts'
import { localTimeFields } from '../time.ts'
import { owedFor } from '../store-and-forward/owed.ts'

/**
 * Takes a reversal (0400) of a terminal that learnt no outcome, and undoes the payment exactly once in effect. The
 * answer 00 goes out only after the reversal and what it owes the issuer are durable together. An unknown or repeated
 * reversal is answered 00 too and moves no money: the terminal must be able to let go of it.
 */
export async function reverse(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Answered> {
  const terminalId = message[41] ?? ''
  const batch = message[60]?.batch
  const trace = message[11]
  if (!batch || !trace) return answer(ports, message, { fault: 'FF_MESSAGE_FORMAT' })
  const identified = await identifyTerminal(ports, terminalId, message[42] ?? '')
  if (!identified.ok) return answer(ports, message, { fault: identified.error.fault ?? 'FF_TERMINAL_UNKNOWN' })
  const mac = await checkMac(ports, identified.value, message[64], bytes)
  if (!mac.ok) return answer(ports, message, { fault: mac.refusal.fault ?? 'FF_MAC_MISMATCH' })

  const { terminal, macVersion } = await confirmKeys(ports, identified.value, mac.version)
  const key = paymentKey(terminalId, batch, trace)
  await undo(ports, { key, terminalId, reason: message[39] ?? '' })
  return answer(ports, message, { terminal, macVersion })
}

interface Undo {
  readonly key: PaymentKey
  readonly terminalId: string
  readonly reason: string
}

async function undo(ports: AcquirerPorts, { key, terminalId, reason }: Undo): Promise<void> {
  // Set before the first await: a payment that completes meanwhile must find it.
  if (ports.inFlight.answers.has(key)) ports.inFlight.reversed.add(key)
  const entries: JournalEntry[] = []
  if (!(await ports.store.wasReversed(key))) {
    entries.push({ type: 'reversal-received', key, terminalId, reason })
    const payment = await ports.store.payment(key)
    const owed =
      payment && mayHaveEffect(payment)
        ? owedFor(ports, payment.card ? 'reversal' : 'payer-refund', payment)
        : undefined
    if (owed) entries.push({ type: 'owed-queued', owed })
  }
  if (entries.length > 0) await ports.store.commit(ports.clock.now(), entries)
  ports.qrOrders.withdraw(key)
  ports.observe({ type: 'reversed', key, confirmedByIssuer: false })
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
