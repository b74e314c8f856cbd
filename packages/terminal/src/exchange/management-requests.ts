import type { TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
import { CURRENCIES, fromHex, type Pan } from '@fiftyfive/kernel'
import type { TerminalConfiguration } from '../configuration.ts'
import type { Request } from '../core/effect.ts'
import { MAC_TO_COME } from './requests.ts'

const digits = (value: number, length: number): string => String(value).padStart(length, '0')

const management = (
  { terminalId, merchantId }: TerminalConfiguration,
  mti: string,
  { batch, trace }: { readonly batch: number; readonly trace: number },
  networkCode: string,
): UnionPayMessage => ({
  mti,
  11: digits(trace, 6),
  41: terminalId,
  42: merchantId,
  60: { type: '00', batch: digits(batch, 6), networkCode },
})

/** 0800: network code 003 asks for double-length keys. No DE 64, as there may be no MAC key yet. */
export const signOnMessage = (
  configuration: TerminalConfiguration,
  request: Extract<Request, { kind: 'sign-on' }>,
): UnionPayMessage => ({
  ...management(configuration, '0800', request, '003'),
  63: { operator: configuration.operator },
})

export const signOffMessage = (
  configuration: TerminalConfiguration,
  request: Extract<Request, { kind: 'sign-off' }>,
): UnionPayMessage => ({ ...management(configuration, '0820', request, '002'), 64: MAC_TO_COME })

/** 0820: network code 301 is an echo, 362 the state of the terminal's parts (DE 62, 1 works, 0 does not). */
export function echoMessage(
  configuration: TerminalConfiguration,
  request: Extract<Request, { kind: 'echo' }>,
): UnionPayMessage {
  const { status } = request
  if (!status) return management(configuration, '0820', request, '301')
  const { keypad, pinPad, display, chipReader } = status
  const flag = (works: boolean) => (works ? '1' : '0')
  const terminalStatus = {
    keypad: flag(keypad),
    pinPad: flag(pinPad),
    display: flag(display),
    chipReader: flag(chipReader),
  }
  return { ...management(configuration, '0820', request, '362'), 62: { terminalStatus }, 64: MAC_TO_COME }
}

export const statusMessage = (
  configuration: TerminalConfiguration,
  request: Extract<Request, { kind: 'status' }>,
): UnionPayMessage => ({
  ...management(configuration, '0800', request, '601'),
  61: { batch: digits(request.original.batch, 6), trace: digits(request.original.trace, 6) },
  64: MAC_TO_COME,
})

/** What a chip made of its issuer's scripts. */
export function scriptMessage(
  configuration: TerminalConfiguration,
  { report }: Extract<Request, { kind: 'script' }>,
): UnionPayMessage {
  const { original, chipData } = report
  const { referenceNumber, batch = 0, trace = 0 } = original
  return {
    ...management(configuration, '0620', report, '951'),
    ...(referenceNumber === undefined ? {} : { 37: referenceNumber }),
    55: Object.fromEntries(Object.entries(chipData).map(([tag, hex]) => [tag, fromHex(hex)])) satisfies TlvFields,
    61: { batch: digits(batch, 6), trace: digits(trace, 6) },
    64: MAC_TO_COME,
  }
}

/** Parameters, CA keys, chip applications: what there is, one of them, the end. */
export function downloadMessage(
  configuration: TerminalConfiguration,
  request: Extract<Request, { kind: 'download' }>,
): UnionPayMessage {
  const { wanted } = request
  const asks = wanted.code === '372' || wanted.code === '382'
  return {
    ...management(configuration, asks ? '0820' : '0800', request, wanted.code),
    ...('heard' in wanted ? { 62: { listed: { kind: '1', count: digits(wanted.heard, 2) } } } : {}),
    ...('rid' in wanted ? { 62: { wanted: { '9F06': fromHex(wanted.rid), '9F22': fromHex(wanted.index) } } } : {}),
    ...('aid' in wanted ? { 62: { wanted: { '9F06': fromHex(wanted.aid) } } } : {}),
    64: MAC_TO_COME,
  }
}

/** 0500 with the totals, 0320 with up to eight lines, 0320 with their number. All cards count as domestic. */
export function settlementMessage(
  configuration: TerminalConfiguration,
  { settlement, totals, lines }: Extract<Request, { kind: 'settlement' }>,
  pans: readonly (Pan | undefined)[],
): UnionPayMessage {
  const { stage, from } = settlement
  if (stage === 'totals') {
    return {
      ...management(configuration, '0500', settlement, '201'),
      48: { settlement: totalsField(totals) },
      49: CURRENCIES[configuration.currency].numeric,
      64: MAC_TO_COME,
    }
  }
  if (stage === 'upload-end') {
    return {
      ...management(configuration, '0320', settlement, '202'),
      48: { batchEnd: { count: digits(from, 4) } },
      64: MAC_TO_COME,
    }
  }
  const batch = Object.fromEntries(
    lines.map(({ trace, amount_minor }, position) => [
      position + 1,
      {
        cardKind: '00',
        trace: digits(trace, 6),
        pan: (pans[position]?.reveal() ?? '').padStart(20, '0'),
        amount: digits(amount_minor, 12),
      },
    ]),
  )
  return { ...management(configuration, '0320', settlement, '201'), 48: { batch }, 64: MAC_TO_COME }
}

const totalsField = (totals: Extract<Request, { kind: 'settlement' }>['totals']) => ({
  domesticDebitAmount: digits(totals.debit_minor, 12),
  domesticDebitCount: digits(totals.debits, 3),
  domesticCreditAmount: digits(totals.credit_minor, 12),
  domesticCreditCount: digits(totals.credits, 3),
  domesticResult: '0',
  foreignDebitAmount: digits(0, 12),
  foreignDebitCount: '000',
  foreignCreditAmount: digits(0, 12),
  foreignCreditCount: '000',
  foreignResult: '0',
})
