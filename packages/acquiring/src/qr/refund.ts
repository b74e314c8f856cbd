import { err, FAULTS, parseIsoAmount, type Result } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { checkMac, identifyTerminal } from '../authorization/authenticate.ts'
import { findOriginal, judgeOriginal, type Referring } from '../authorization/original.ts'
import { answerBytes, sealed } from '../authorization/respond.ts'
import { batchKey, isClosedBatch } from '../batch.ts'
import { type Payment, paymentKey } from '../payment.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { owedFor } from '../store-and-forward/owed.ts'
import { stampedAnswer } from '../time.ts'
import { kindOf } from '../transaction.ts'

/**
 * Gives a payer with a phone money back (0220 with DE 22 = 03x and no card). Decided from our records and durable with
 * what is owed to the payer, as every advice is; the same message again gets the same answer and pays nothing twice.
 */
export async function refundByQr(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Answered> {
  const refused = (code: string) => sealed(ports, {}, { mti: '0230', 11: message[11] ?? '000000', 39: code })
  const asked = readRefund(message)
  if (!asked) return refused(FAULTS.FF_MESSAGE_FORMAT.iso)
  const identified = await identifyTerminal(ports, asked.terminalId, asked.merchantId)
  if (!identified.ok) return refused(identified.error.code)
  const terminal = identified.value
  const mac = await checkMac(ports, terminal, message[64], bytes)
  if (!mac.ok) return refused(mac.refusal.code)
  const batch = batchKey(asked.terminalId, asked.batch)
  const done = await ports.inFlight.batches.take(batch, async () => {
    const earlier = await ports.store.payment(asked.key)
    if (earlier) return repeatOf(earlier, asked)
    if (isClosedBatch(await ports.store.batch(batch))) return err(refuse('FF_BATCH_CLOSED', batch))
    const original = await findOriginal(ports, asked)
    return ports.inFlight.families.take(original?.key ?? asked.key, () => record(ports, asked, original))
  })
  const now = ports.clock.now()
  const answer = done.ok ? (done.value.answer ?? stampedAnswer('00', now)) : stampedAnswer(done.error.code, now)
  const reference = done.ok ? { reference: done.value.reference } : {}
  return answerBytes(ports, { message, terminal, macVersion: mac.version, answer, ...reference })
}

type QrRefund = Referring & { readonly merchantId: string }

function readRefund(message: UnionPayMessage): QrRefund | undefined {
  const { 11: trace, 37: originalReference, 41: terminalId, 42: merchantId, 61: original } = message
  const batch = message[60]?.batch
  const amount = parseIsoAmount(message[4] ?? '', message[49] ?? '')
  if (!trace || !terminalId || !merchantId || !batch || kindOf(message) !== 'refund') return undefined
  if (!amount.ok || amount.value.minor === 0) return undefined
  return {
    key: paymentKey(terminalId, batch, trace),
    kind: 'refund',
    terminalId,
    merchantId,
    batch,
    amount: amount.value,
    ...(originalReference ? { originalReference } : {}),
    ...(original ? { originalKey: paymentKey(terminalId, original.batch, original.trace) } : {}),
  }
}

function repeatOf(earlier: Payment, { amount }: QrRefund): Result<Payment, Refusal> {
  const same = earlier.kind === 'refund' && !earlier.card && earlier.amount.minor === amount.minor
  return same ? { ok: true, value: earlier } : err(refuse('FF_DUPLICATE_DIFFERS', earlier.key))
}

async function record(
  ports: AcquirerPorts,
  asked: QrRefund,
  original: Payment | undefined,
): Promise<Result<Payment, Refusal>> {
  // Read again in its turn: another message may have changed it meanwhile.
  const standing = original && (await ports.store.payment(original.key))
  const members = original ? await ports.store.family(original.key) : []
  const now = ports.clock.now()
  const judged = judgeOriginal(asked, undefined, standing, members, now)
  const payment: Payment = {
    key: asked.key,
    kind: 'refund',
    ...(judged.ok ? { original: judged.value.key, family: judged.value.key } : {}),
    terminalId: asked.terminalId,
    merchantId: asked.merchantId,
    receivedAt: now,
    amount: asked.amount,
    reference: ports.counters.nextReference(),
    status: 'open',
  }
  // Refused is written down too: what the shop was told, a copy that comes late must not undo.
  const answer = stampedAnswer(judged.ok ? '00' : judged.error.code, now)
  const owed = judged.ok ? owedFor(ports, 'payer-refund', payment) : undefined
  await ports.store.commit(now, [
    { type: 'payment-received', payment },
    { type: 'payment-completed', key: payment.key, status: judged.ok ? 'approved' : 'declined', answer },
    ...(owed ? [{ type: 'owed-queued' as const, owed }] : []),
  ])
  return { ok: true, value: { ...payment, answer } }
}
