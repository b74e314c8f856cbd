import { FAULTS, type FaultCode, money, toHex } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { type Authentic, authentic } from '../authorization/authentic.ts'
import { repeated, sealed } from '../authorization/respond.ts'
import { batchOf } from '../batch.ts'
import { type Payment, type PaymentKey, paymentKey } from '../payment.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import { owedFor } from '../store-and-forward/owed.ts'
import { localTimeFields, stampedAnswer } from '../time.ts'

/** Issuer script results (PBOC 3.0): which scripts the card carried out. */
const SCRIPT_RESULT = 'DF31'
const NETWORK_CODE = '951'

/** Script notification (0620): what a card made of its issuer's scripts. The issuer hears of it by store and forward. */
export async function takeScriptResult(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  bytes: Uint8Array,
): Promise<Answered> {
  const { 11: trace, 60: kind, 61: original } = message
  const result = message[55]?.[SCRIPT_RESULT]
  if (!trace || !kind?.batch || !original || !result) return answer(ports, message, {}, 'FF_MESSAGE_FORMAT')
  if (kind.networkCode !== NETWORK_CODE) return answer(ports, message, {}, 'FF_MESSAGE_UNEXPECTED')
  const known = await authentic(ports, message, bytes)
  if (!known.ok) return answer(ports, message, {}, known.error.fault ?? 'FF_MAC_MISMATCH')
  const { id } = known.value.terminal
  const key = paymentKey(id, kind.batch, trace)
  const fault = await ports.inFlight.batches.take(batchOf(key), () =>
    record(ports, key, paymentKey(id, original.batch, original.trace), toHex(result)),
  )
  return answer(ports, message, known.value, fault)
}

async function record(
  ports: AcquirerPorts,
  key: PaymentKey,
  originalKey: PaymentKey,
  scriptResult: string,
): Promise<FaultCode | undefined> {
  const earlier = await ports.store.payment(key)
  if (earlier) return earlier.scriptResult === scriptResult ? undefined : 'FF_DUPLICATE_DIFFERS'
  const original = await ports.store.payment(originalKey)
  if (!original?.card) return 'FF_ORIGINAL_UNKNOWN'
  const { terminalId, merchantId, card } = original
  const now = ports.clock.now()
  const payment: Payment = {
    key,
    kind: 'script-notification',
    original: originalKey,
    family: original.family ?? originalKey,
    terminalId,
    merchantId,
    receivedAt: now,
    amount: money(0, original.amount.currency),
    card,
    reference: ports.counters.nextReference(),
    status: 'open',
    scriptResult,
  }
  const owed = owedFor(ports, 'advice', payment)
  await ports.store.commit(now, [
    { type: 'payment-received', payment },
    { type: 'payment-completed', key, status: 'approved', answer: stampedAnswer('00', now) },
    ...(owed ? [{ type: 'owed-queued' as const, owed }] : []),
  ])
  return undefined
}

function answer(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  keys: Partial<Authentic>,
  fault: FaultCode | undefined,
): Promise<Answered> {
  return sealed(ports, keys, {
    mti: '0630',
    ...repeated(message),
    ...localTimeFields(ports.clock.now()),
    39: fault ? FAULTS[fault].iso : '00',
  })
}
