import type { Downloads } from '@fiftyfive/acquiring'
import type { TlvFields } from '@fiftyfive/iso8583'
import { fromHex } from '@fiftyfive/kernel'

/**
 * UnionPay's applications, by the beginning of their names. Action codes as public PBOC terminal profiles have them; taps
 * need a PIN from 1,000.00 CNY on (UnionPay, since 2018) and are not taken from 5,000.00 CNY on.
 */
const UNIONPAY: TlvFields = {
  '9F06': fromHex('A000000333'),
  DF01: Uint8Array.of(0),
  DF11: fromHex('D84000A800'),
  DF12: fromHex('D84004F800'),
  DF13: fromHex('0010000000'),
  '9F1B': fromHex('00000000'),
  DF19: fromHex('000000000000'),
  DF20: fromHex('000000500000'),
  DF21: fromHex('000000100000'),
}

/**
 * What terminals may load. No certification authority's key is among it: the schemes give them to acquirers under
 * contract, and a chip whose certificates cannot be proven has its PIN checked in another way of its list.
 */
export const terminalDownloads = (): Downloads => ({
  caKeys: [],
  applications: [UNIONPAY],
  parametersOf: () => ({ version: '00000001', keysDue_h: '024', batchMax: '500', responseTimeout_s: '20' }),
})
