import type { TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
import { CURRENCIES } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { Request } from '../core/effect.ts'
import type { Pending } from '../core/journal.ts'
import type { SealedEntry } from '../pin-pad/device.ts'

/** DE 64 while it is not computed yet. */
const MAC_TO_COME = new Uint8Array(8)

const sixDigits = (value: number): string => String(value).padStart(6, '0')

/** 0800: network code 003 asks for double-length keys. No DE 64, as there may be no MAC key yet. */
export function signOnMessage(
  configuration: TerminalConfiguration,
  request: Extract<Request, { kind: 'sign-on' }>,
): UnionPayMessage {
  return {
    mti: '0800',
    11: sixDigits(request.trace),
    41: configuration.terminalId,
    42: configuration.merchantId,
    60: { type: '00', batch: sixDigits(request.batch), networkCode: '003' },
    63: { operator: configuration.operator },
  }
}

/** What a sale, a QR sale and the reversal of either have in common. */
function paymentMessage(configuration: TerminalConfiguration, mti: '0200' | '0400', pending: Pending): UnionPayMessage {
  return {
    mti,
    3: '000000',
    4: String(pending.amount_minor).padStart(12, '0'),
    11: sixDigits(pending.trace),
    22: { panEntry: pending.entryMode.slice(0, 2), pinEntry: pending.entryMode.slice(2) },
    25: '00',
    41: configuration.terminalId,
    42: configuration.merchantId,
    49: CURRENCIES[pending.currency].numeric,
    60: { type: '22', batch: sixDigits(pending.batch) },
    64: MAC_TO_COME,
  }
}

export function saleMessage(
  configuration: TerminalConfiguration,
  { pending, card }: Extract<Request, { kind: 'sale' }>,
  { facts, pinBlock, pinKeyCheckValue }: SealedEntry,
): UnionPayMessage {
  const common = paymentMessage(configuration, '0200', pending)
  const withPin: Partial<UnionPayMessage> = pinBlock
    ? {
        26: '12',
        52: pinBlock.reveal(),
        53: { pinFormat: '2', encryption: '6', trackEncryption: '0' },
      }
    : { 22: { panEntry: pending.entryMode.slice(0, 2), pinEntry: '2' } }
  return {
    ...common,
    2: card.pan.reveal(),
    14: card.expiry,
    23: card.sequenceNumber,
    35: card.track2.reveal(),
    ...withPin,
    ...(card.chipData ? { 55: card.chipData satisfies TlvFields } : {}),
    57: {
      softwareVersion: configuration.softwareVersion,
      model: configuration.model,
      ...(pinKeyCheckValue === undefined ? {} : { pinKeyCheckValue }),
      pinDigits: facts.digits,
      clears: facts.clears,
      time: facts.time,
      repeated: facts.repeated,
      entry: facts.entry,
      fallback: card.fallback,
    },
    60: {
      type: '22',
      batch: sixDigits(pending.batch),
      networkCode: '000',
      reader: '6',
      chipCondition: card.fallback ? '1' : '0',
    },
  }
}

export const qrSaleMessage = (
  configuration: TerminalConfiguration,
  { pending, order }: Extract<Request, { kind: 'qr-sale' }>,
): UnionPayMessage => ({ ...paymentMessage(configuration, '0200', pending), 48: { text: order } })

/** 0400 carries no card data: terminal, batch and trace number find the payment. */
export const reversalMessage = (
  configuration: TerminalConfiguration,
  { pending, reason }: Extract<Request, { kind: 'reversal' }>,
): UnionPayMessage => ({ ...paymentMessage(configuration, '0400', pending), 39: reason })
