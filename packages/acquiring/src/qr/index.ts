import { err, FAULTS, type Money, ok, parseIsoAmount, type Result } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { checkMac, identifyTerminal } from '../authorization/authenticate.ts'
import { isQuarantined } from '../authorization/restrict.ts'
import { answerBytes, sealed } from '../authorization/respond.ts'
import { confirmKeys } from '../key-exchange/confirm.ts'
import { type PaymentKey, paymentKey, type StoredAnswer } from '../payment.ts'
import type { AcquirerPorts, Answered, Reply } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { batchOf, isClosedBatch } from '../batch.ts'
import { kindOf } from '../transaction.ts'
import { owedFor } from '../store-and-forward/owed.ts'
import type { KeyVersion, Terminal } from '../terminal.ts'
import { stampedAnswer } from '../time.ts'

/** DE 22, first two digits: bar code. */
export const QR_ENTRY_MODE = '03'

/** Stands where a card payment has the token of its card. */
const NO_CARD = ''

interface QrSale {
  readonly key: PaymentKey
  readonly amount: Money
  readonly terminal: Terminal
  readonly macVersion: KeyVersion
}

/**
 * A sale without a card (0200, DE 22 = 03x): the terminal shows the order as a QR code and gets its 0210 when somebody
 * paid it. The tender that rescues a sale after PIN trouble.
 */
export async function sellByQr(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Reply> {
  const received = await receive(ports, message, bytes)
  if (!received.ok) return sealed(ports, {}, { mti: '0210', 11: message[11] ?? '000000', 39: received.error.code })
  const sale = received.value
  const running = ports.inFlight.answers.get(sale.key)
  if (running) {
    const same = running.amount.minor === sale.amount.minor && running.token === NO_CARD
    return same ? running.answer : refuseOther(ports, message, sale)
  }
  const { promise, resolve } = Promise.withResolvers<Answered>()
  ports.inFlight.answers.set(sale.key, { kind: 'sale', amount: sale.amount, token: NO_CARD, answer: promise })
  const answer = await sell(ports, message, sale)
  ports.inFlight.answers.delete(sale.key)
  ports.inFlight.reversed.delete(sale.key)
  resolve(answer)
  return answer
}

async function receive(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  bytes: Uint8Array,
): Promise<Result<QrSale, Refusal>> {
  const { 11: trace, 41: terminalId, 42: merchantId } = message
  const batch = message[60]?.batch
  if (!trace || !terminalId || !merchantId || !batch) return err(refuse('FF_MESSAGE_FORMAT', 'DE 11, 41, 42 and 60'))
  if (kindOf(message) !== 'sale') return err(refuse('FF_MESSAGE_UNEXPECTED', 'a QR code pays a sale'))
  const amount = parseIsoAmount(message[4] ?? '', message[49] ?? '')
  if (!amount.ok || amount.value.minor === 0) return err(refuse('FF_AMOUNT', 'an amount above zero is expected'))
  const identified = await identifyTerminal(ports, terminalId, merchantId)
  if (!identified.ok) return identified
  if (isQuarantined(ports, terminalId)) return err(refuse('FF_QUARANTINED', terminalId))
  const mac = await checkMac(ports, identified.value, message[64], bytes)
  if (!mac.ok) return err(mac.refusal)
  const { terminal, macVersion } = await confirmKeys(ports, identified.value, mac.version, trace)
  return ok({ key: paymentKey(terminalId, batch, trace), amount: amount.value, terminal, macVersion })
}

async function sell(ports: AcquirerPorts, message: UnionPayMessage, sale: QrSale): Promise<Answered> {
  const { key, amount, terminal, macVersion } = sale
  const earlier = await ports.store.payment(key)
  const answered = (answer: StoredAnswer, reference?: string) =>
    answerBytes(ports, { message, terminal, macVersion, answer, ...(reference ? { reference } : {}) })
  if (earlier && (earlier.amount.minor !== amount.minor || earlier.card)) return refuseOther(ports, message, sale)
  if (earlier) return answered(earlier.answer ?? stamped(ports, FAULTS.FF_DUPLICATE_IN_FLIGHT.iso), earlier.reference)
  if (await ports.store.wasReversed(key)) return answered(stamped(ports, '25'))

  const recorded = await record(ports, sale)
  if (!recorded.ok) return answered(stamped(ports, recorded.error.code))
  const reference = recorded.value
  const outcome = await ports.qrOrders.open(key, amount)
  const approved = outcome === 'paid' && !ports.inFlight.reversed.has(key) && !(await ports.store.wasReversed(key))
  // Nobody came, or the till withdrew the order: no money moved, so the outcome is certain.
  const answer = stamped(ports, approved ? '00' : '06')
  const status = approved ? 'approved' : 'declined'
  const owed = outcome === 'paid' && !approved ? owedFor(ports, 'payer-refund', { key, reference }) : undefined
  await ports.store.commit(ports.clock.now(), [
    { type: 'payment-completed', key, status, answer },
    ...(owed ? [{ type: 'owed-queued' as const, owed }] : []),
  ])
  // A reversal may have become durable with the outcome, and then wins: the payer must hear what stands.
  const standing = await ports.store.payment(key)
  ports.qrOrders.settled(key, standing?.status === 'approved')
  return answered(answer, reference)
}

/**
 * Durable before anybody can pay; gives its reference. In the batch's turn, since what were added to a batch that is
 * settled nobody would ever credit to the shop.
 */
function record(ports: AcquirerPorts, { key, amount, terminal }: QrSale): Promise<Result<string, Refusal>> {
  const batch = batchOf(key)
  return ports.inFlight.batches.take(batch, async () => {
    if (isClosedBatch(await ports.store.batch(batch))) return err(refuse('FF_BATCH_CLOSED', batch))
    const reference = ports.counters.nextReference()
    const { id: terminalId, merchantId } = terminal
    const receivedAt = ports.clock.now()
    const payment = {
      key,
      kind: 'sale',
      terminalId,
      merchantId,
      receivedAt,
      amount,
      reference,
      status: 'open',
    } as const
    await ports.store.commit(receivedAt, [{ type: 'payment-received', payment }])
    return ok(reference)
  })
}

/** The key of another payment: what came is no retransmission of it. */
const refuseOther = (
  ports: AcquirerPorts,
  message: UnionPayMessage,
  { terminal, macVersion }: QrSale,
): Promise<Answered> =>
  answerBytes(ports, { message, terminal, macVersion, answer: stamped(ports, FAULTS.FF_DUPLICATE_DIFFERS.iso) })

const stamped = (ports: AcquirerPorts, code: string): StoredAnswer => stampedAnswer(code, ports.clock.now())
