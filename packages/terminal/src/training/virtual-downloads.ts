import type { TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
import { fromHex } from '@fiftyfive/kernel'

/**
 * UnionPay's applications. A chip that may approves by itself below 50.00; limits of taps as in China: PIN from 1,000.00 on,
 * the chip from 5,000.00 on.
 */
const APPLICATION: TlvFields = {
  '9F06': fromHex('A000000333'),
  DF01: Uint8Array.of(0),
  DF11: fromHex('D84000A800'),
  DF12: fromHex('D84004F800'),
  DF13: fromHex('0010000000'),
  '9F1B': fromHex('00001388'),
  DF15: fromHex('00000000'),
  DF16: fromHex('00'),
  DF17: fromHex('00'),
  DF19: fromHex('000000000000'),
  DF20: fromHex('000000500000'),
  DF21: fromHex('000000100000'),
}

/** Everything but the balance inquiry; the bits are in the order of docs/reference/unionpay-transactions.md. */
const TRANSACTIONS = fromHex('7FF80000')

/** Answers to downloads of parameters, CA keys and chip applications, each list in one piece. */
export function downloaded(
  { 60: kind, 62: content }: UnionPayMessage,
  caKeys: readonly TlvFields[],
): Partial<UnionPayMessage> {
  switch (kind?.networkCode) {
    case '360':
      return {
        39: '00',
        62: { terminalParameters: { version: '00000001', batchMax: '300', transactions: TRANSACTIONS } },
      }
    case '372':
      return { 39: '00', 62: { parameters: listOf(caKeys.map((key) => only(key, ['9F06', '9F22', 'DF05']))) } }
    case '370':
      return { 39: '00', 62: { parameters: listOf(caKeys.filter((key) => same(key, content?.wanted, '9F22'))) } }
    case '382':
      return { 39: '00', 62: { parameters: listOf([only(APPLICATION, ['9F06'])]) } }
    case '380':
      return { 39: '00', 62: { parameters: listOf([APPLICATION]) } }
    default:
      return { 39: '00' }
  }
}

const listOf = (records: readonly TlvFields[]) => ({
  status: records.length > 0 ? '1' : '0',
  ...Object.fromEntries(records.map((record, place) => [place + 1, record])),
})
const only = (record: TlvFields, tags: readonly string[]): TlvFields =>
  Object.fromEntries(Object.entries(record).filter(([tag]) => tags.includes(tag)))
const same = (one: TlvFields, other: TlvFields | undefined, tag: string): boolean => one[tag]?.[0] === other?.[tag]?.[0]
