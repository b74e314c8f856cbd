import type { TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
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

/** What a transaction and its reversal have in common. */
function transactionMessage(configuration: TerminalConfiguration, mti: string, pending: Pending): UnionPayMessage {
  const rule = TRANSACTIONS[pending.kind]
  return {
    mti,
    3: rule.processing,
    ...(rule.amount === 'none' ? {} : { 4: amountDigits(pending.amount_minor) }),
    11: sixDigits(pending.trace),
    22: { panEntry: pending.entryMode.slice(0, 2), pinEntry: pending.entryMode.slice(2) },
    25: rule.condition,
    41: configuration.terminalId,
    42: configuration.merchantId,
    49: CURRENCIES[pending.currency].numeric,
    60: { type: rule.type, batch: sixDigits(pending.batch) },
    64: MAC_TO_COME,
  }
}

/** DE 37, 38 and 61 name the original; DE 61 only a payment of this terminal. */
function originalFields({ original, voiceCode }: Pending): Partial<UnionPayMessage> {
  const { referenceNumber, authorizationCode = voiceCode, batch, trace, date } = original ?? {}
  return {
    ...(referenceNumber === undefined ? {} : { 37: referenceNumber }),
    ...(authorizationCode === undefined ? {} : { 38: authorizationCode }),
    ...(batch === undefined || trace === undefined
      ? {}
      : { 61: { batch: sixDigits(batch), trace: sixDigits(trace), ...(date === undefined ? {} : { date }) } }),
  }
}

/** A payment with the card that was read just now; `entry` where a PIN was entered, `order` for a QR order. */
export function paymentMessage(
  configuration: TerminalConfiguration,
  { pending, card, order }: Extract<Request, { kind: 'payment' }>,
  entry?: SealedEntry,
): UnionPayMessage {
  const common = transactionMessage(configuration, TRANSACTIONS[pending.kind].mti, pending)
  return {
    ...common,
    ...originalFields(pending),
    ...(card
      ? {
          2: card.pan.reveal(),
          14: card.expiry,
          23: card.sequenceNumber,
          35: card.track2.reveal(),
          ...(card.chipData ? { 55: card.chipData satisfies TlvFields } : {}),
          60: {
            ...common[60],
            networkCode: '000',
            reader: '6',
            chipCondition: card.fallback ? '1' : '0',
          } as NonNullable<UnionPayMessage[60]>,
        }
      : {}),
    ...(order === undefined ? {} : { 48: { text: order } }),
    ...(entry && card ? pinFields(configuration, pending, entry, card.fallback) : {}),
  }
}

/** The PIN block, or DE 22 without a PIN when the firmware sends none; and the facts of the entry. */
function pinFields(
  configuration: TerminalConfiguration,
  pending: Pending,
  { facts, pinBlock, newPinBlock, pinKeyCheckValue }: SealedEntry,
  fallback: boolean,
): Partial<UnionPayMessage> {
  return {
    ...(pinBlock
      ? { 26: '12', 52: pinBlock.reveal(), 53: { pinFormat: '2', encryption: '6', trackEncryption: '0' } }
      : { 22: { panEntry: pending.entryMode.slice(0, 2), pinEntry: '2' } }),
    ...(newPinBlock ? { 62: { data: newPinBlock.reveal() } } : {}),
    57: {
      softwareVersion: configuration.softwareVersion,
      model: configuration.model,
      ...(pinKeyCheckValue === undefined ? {} : { pinKeyCheckValue }),
      pinDigits: facts.digits,
      clears: facts.clears,
      time: facts.time,
      repeated: facts.repeated,
      entry: facts.entry,
      fallback,
    },
  }
}

/** An advice leaves from the record alone: no track, the number out of its seal. */
export function adviceMessage(configuration: TerminalConfiguration, advice: Pending, pan?: Pan): UnionPayMessage {
  const { expiry, sequenceNumber, chipData } = advice
  return {
    ...transactionMessage(configuration, TRANSACTIONS[advice.kind].mti, advice),
    ...originalFields(advice),
    ...(pan ? { 2: pan.reveal(), ...(expiry === undefined ? {} : { 14: expiry }) } : {}),
    ...(sequenceNumber === undefined ? {} : { 23: sequenceNumber }),
    ...(chipData
      ? {
          55: Object.fromEntries(Object.entries(chipData).map(([tag, hex]) => [tag, fromHex(hex)])) satisfies TlvFields,
        }
      : {}),
  }
}

/** 0400 carries no card data: terminal, batch and trace number find the payment. */
export const reversalMessage = (
  configuration: TerminalConfiguration,
  { pending, reason }: Extract<Request, { kind: 'reversal' }>,
): UnionPayMessage => ({ ...transactionMessage(configuration, '0400', pending), 39: reason })
