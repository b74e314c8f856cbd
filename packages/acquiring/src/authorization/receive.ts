import { err, type Money, ok, Pan, parseIsoAmount, PinBlock, type Result, Track2 } from '@fiftyfive/kernel'
import { readTrack2, type UnionPayMessage } from '@fiftyfive/iso8583'
import { type Observation, rangeOf } from '../observation.ts'
import { paymentKey } from '../payment.ts'
import type { AcquirerPorts } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { kindOf, type PaymentKind, ruleOf } from '../transaction.ts'
import { cardFacts } from './card-facts.ts'
import type { Arrived, Received, PaymentRequest } from './known.ts'

/** DE 22, first two digits: how the card number came into the terminal. */
const ENTRY_MODES: Record<string, PaymentRequest['entryMode']> = {
  '01': 'manual',
  '02': 'stripe',
  '05': 'chip',
  '07': 'contactless',
}

/** Checks every field once, so that all later steps work on types instead of strings. */
export function receive(ports: AcquirerPorts, arrived: Arrived): Result<Received, Refusal> {
  const { message, receivedAt } = arrived
  const parsed = parse(arrived)
  if (!parsed.ok) return parsed
  const request = parsed.value
  const card = ports.cardVault.store(request.pan, request.expiry)
  const observation: Observation = {
    key: request.key,
    at: receivedAt,
    terminalId: request.terminalId,
    merchantId: request.merchantId,
    merchantName: { en: request.merchantId, 'zh-CN': request.merchantId },
    amount: request.amount,
    card: card.token,
    maskedPan: request.pan.masked,
    range: rangeOf(request.pan),
    entryMode: request.entryMode,
    pinPresent: request.pinBlock !== undefined,
    cardFacts: cardFacts(request),
    terminalFacts: message[57] ?? {},
    forwarded: false,
    timeline: [{ at: receivedAt, step: 'receive', detail: request.trace }],
    cardExpired: request.expiry ? isExpired(request.expiry, receivedAt) : undefined,
    // Found out later. A place for everything from the beginning: an object that grows is moved again and again.
    mac: undefined,
    keyCheck: undefined,
    keyAge_s: undefined,
    pinBlock: undefined,
    link: undefined,
    issuerLink: undefined,
    issuerCode: undefined,
    triesLeft: undefined,
    latency_ms: undefined,
    batchMismatch: undefined,
  }
  return ok({ ...arrived, request, observation, card })
}

function parse({ message, key }: Arrived): Result<PaymentRequest, Refusal> {
  const format = (detail: string) => err(refuse('FF_MESSAGE_FORMAT', detail))
  const terminalId = message[41]
  const merchantId = message[42]
  const trace = message[11]
  const batch = message[60]?.batch
  if (!terminalId || !merchantId || !trace || !batch) return format('DE 11, 41, 42 and 60 are needed')
  const kind = kindOf(message)
  if (!kind) return err(refuse('FF_MESSAGE_UNEXPECTED', `DE 3, 25, 60.1: ${message[3]}, ${message[25]}`))
  const amount = amountOf(message, kind)
  if (!amount.ok) return amount

  const track2 = message[35] === undefined ? undefined : Track2.parse(message[35])
  if (track2 && !track2.ok) return format(`DE 35: ${track2.error}`)
  const card = track2 && readTrack2(track2.value)
  const pan = Pan.parse(message[2] ?? card?.pan.reveal() ?? '')
  if (!pan.ok) return format(`DE 2: ${pan.error}`)

  const entryMode = ENTRY_MODES[message[22]?.panEntry ?? '']
  if (!entryMode) return format('DE 22: an entry mode of 01, 02, 05 or 07 is expected')
  const pinBlock = ruleOf(kind).pin === 'none' || !message[52] ? undefined : PinBlock.parse(message[52])
  if (pinBlock && !pinBlock.ok) return format(`DE 52: ${pinBlock.error}`)
  const newPinBlock = kind === 'pin-change' ? PinBlock.parse(message[62]?.data ?? new Uint8Array(0)) : undefined
  if (newPinBlock && !newPinBlock.ok) return format(`DE 62: ${newPinBlock.error}`)
  const expiry = message[14] ?? card?.expiry
  const original = message[61]
  return ok({
    key,
    kind,
    terminalId,
    merchantId,
    batch,
    trace,
    amount: amount.value,
    pan: pan.value,
    entryMode,
    track2: track2?.value,
    expiry,
    sequenceNumber: message[23],
    chipData: message[55],
    pinBlock: pinBlock?.value,
    newPinBlock: newPinBlock?.value,
    originalReference: message[37],
    originalKey: original && paymentKey(terminalId, original.batch, original.trace),
    authorizationCode: message[38],
  })
}

/** A hundred million yuan: nobody pays more at a till, and sums of many such still are exact. */
const AMOUNT_MAX_MINOR = 10_000_000_000

function amountOf(message: UnionPayMessage, kind: PaymentKind): Result<Money, Refusal> {
  const digits = ruleOf(kind).amount ? (message[4] ?? '') : '000000000000'
  const amount = parseIsoAmount(digits, message[49] ?? '')
  if (!amount.ok) return err(refuse('FF_AMOUNT', amount.error))
  if (amount.value.minor > AMOUNT_MAX_MINOR) return err(refuse('FF_AMOUNT', 'beyond belief'))
  return ruleOf(kind).amount && amount.value.minor === 0 ? err(refuse('FF_AMOUNT', 'zero')) : amount
}

/** A card is good through the last day of its month (EMV Book 3, 10.4.3 compares dates to the day before). */
function isExpired(expiry: string, now_ms: number): boolean {
  const year = 2000 + Number(expiry.slice(0, 2))
  const month = Number(expiry.slice(2, 4))
  return now_ms >= Date.UTC(year, month, 1)
}
