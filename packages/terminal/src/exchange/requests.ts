import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { CURRENCIES, fromHex, type Pan } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { Request } from '../core/effect.ts'
import type { Pending } from '../core/journal.ts'
import { TRANSACTIONS } from '../core/transaction.ts'
import type { SealedEntry } from '../pin-pad/device.ts'

/** DE 64 while it is not computed yet. */
export const MAC_TO_COME = new Uint8Array(8)

const sixDigits = (value: number): string => String(value).padStart(6, '0')
const amountDigits = (minor: number): string => String(minor).padStart(12, '0')

/** A message being made: spreading several objects into one costs as much as encoding it. */
type Draft = { -readonly [Field in keyof UnionPayMessage]: UnionPayMessage[Field] }

/** What a transaction and its reversal have in common. */
function transactionMessage(configuration: TerminalConfiguration, mti: string, pending: Pending): Draft {
  const rule = TRANSACTIONS[pending.kind]
  const message: Draft = { mti, 3: rule.processing }
  if (rule.amount !== 'none') message[4] = amountDigits(pending.amount_minor)
  message[11] = sixDigits(pending.trace)
  message[22] = { panEntry: pending.entryMode.slice(0, 2), pinEntry: pending.entryMode.slice(2) }
  message[25] = rule.condition
  message[41] = configuration.terminalId
  message[42] = configuration.merchantId
  message[49] = CURRENCIES[pending.currency].numeric
  message[60] = { type: rule.type, batch: sixDigits(pending.batch) }
  message[64] = MAC_TO_COME
  return message
}

/** DE 37, 38 and 61 name the original; DE 61 only a payment of this terminal. */
function nameOriginal(message: Draft, { original, voiceCode }: Pending): void {
  const { referenceNumber, authorizationCode = voiceCode, batch, trace, date } = original ?? {}
  if (referenceNumber !== undefined) message[37] = referenceNumber
  if (authorizationCode !== undefined) message[38] = authorizationCode
  if (batch === undefined || trace === undefined) return
  message[61] = { batch: sixDigits(batch), trace: sixDigits(trace), ...(date === undefined ? {} : { date }) }
}

/** A payment with the card that was read just now; `entry` where a PIN was entered, `order` for a QR order. */
export function paymentMessage(
  configuration: TerminalConfiguration,
  { pending, card, order }: Extract<Request, { kind: 'payment' }>,
  entry?: SealedEntry,
): UnionPayMessage {
  const message = transactionMessage(configuration, TRANSACTIONS[pending.kind].mti, pending)
  nameOriginal(message, pending)
  if (order !== undefined) message[48] = { text: order }
  if (!card) return message
  message[2] = card.pan.reveal()
  message[14] = card.expiry
  message[23] = card.sequenceNumber
  message[35] = card.track2.reveal()
  if (card.chipData) message[55] = card.chipData
  const { type, batch } = message[60] as NonNullable<Draft[60]>
  message[60] = { type, batch, networkCode: '000', reader: '6', chipCondition: card.fallback ? '1' : '0' }
  if (entry) addPin(message, configuration, entry, card.fallback)
  return message
}

/** The PIN block, or DE 22 without a PIN when the firmware sends none; and the facts of the entry. */
function addPin(
  message: Draft,
  configuration: TerminalConfiguration,
  { facts, pinBlock, newPinBlock, pinKeyCheckValue }: SealedEntry,
  fallback: boolean,
): void {
  if (pinBlock) {
    message[26] = '12'
    message[52] = pinBlock.reveal()
    message[53] = { pinFormat: '2', encryption: '6', trackEncryption: '0' }
  } else message[22] = { panEntry: message[22]?.panEntry ?? '', pinEntry: '2' }
  if (newPinBlock) message[62] = { data: newPinBlock.reveal() }
  message[57] = {
    softwareVersion: configuration.softwareVersion,
    model: configuration.model,
    pinDigits: facts.digits,
    clears: facts.clears,
    time: facts.time,
    repeated: facts.repeated,
    entry: facts.entry,
    fallback,
    ...(pinKeyCheckValue === undefined ? {} : { pinKeyCheckValue }),
  }
}

/** An advice leaves from the record alone: no track, the number out of its seal. */
export function adviceMessage(configuration: TerminalConfiguration, advice: Pending, pan?: Pan): UnionPayMessage {
  const { expiry, sequenceNumber, chipData } = advice
  const message = transactionMessage(configuration, TRANSACTIONS[advice.kind].mti, advice)
  nameOriginal(message, advice)
  if (pan) message[2] = pan.reveal()
  if (pan && expiry !== undefined) message[14] = expiry
  if (sequenceNumber !== undefined) message[23] = sequenceNumber
  if (chipData) message[55] = Object.fromEntries(Object.entries(chipData).map(([tag, hex]) => [tag, fromHex(hex)]))
  return message
}

/** 0400 carries no card data: terminal, batch and trace number find the payment. */
export const reversalMessage = (
  configuration: TerminalConfiguration,
  { pending, reason }: Extract<Request, { kind: 'reversal' }>,
): UnionPayMessage => ({ ...transactionMessage(configuration, '0400', pending), 39: reason })
