import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Downloads } from '@fiftyfive/acquiring'
import type { TlvFields } from '@fiftyfive/iso8583'
import { asciiBytes, concatBytes, fromHex } from '@fiftyfive/kernel'
import { sha1 } from '@fiftyfive/security'

/**
 * UnionPay's applications, by the beginning of their names. Action codes as public PBOC terminal profiles have them. Below
 * 50.00 CNY card and terminal may agree without the issuer, where the card was made for it; taps need a PIN from 1,000.00 CNY
 * on (UnionPay, since 2018) and are not taken from 5,000.00 CNY on.
 */
const UNIONPAY: TlvFields = {
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

/** A certification authority's public key as a scheme gives it to its acquirers, bytes in hex. */
interface CaKeyFile {
  readonly rid: string
  readonly index: string
  readonly modulus: string
  readonly exponent: string
  /** YYYYMMDD. */
  readonly expiry: string
}

/** SHA-1 over name, index, modulus and exponent is the check value (EMV Book 2, 11.1.2); algorithms 01: SHA-1 and RSA. */
function caKeyOf({ rid, index, modulus, exponent, expiry }: CaKeyFile): TlvFields {
  const covered = concatBytes(...[rid, index, modulus, exponent].map((hex) => fromHex(hex)))
  return {
    '9F06': fromHex(rid),
    '9F22': fromHex(index),
    DF05: asciiBytes(expiry),
    DF06: Uint8Array.of(1),
    DF07: Uint8Array.of(1),
    DF02: fromHex(modulus),
    DF04: fromHex(exponent),
    DF03: sha1(covered),
  }
}

/** Without the file no chip can be proven here, and each has its PIN checked in another way of its list. */
function caKeysIn(dataDirectory: string): readonly TlvFields[] {
  const file = join(dataDirectory, 'ca-keys.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CaKeyFile[]).map(caKeyOf) : []
}

/** What terminals may load: limits, applications, and the authorities' keys of `ca-keys.json`. */
export const terminalDownloads = (dataDirectory: string): Downloads => ({
  caKeys: caKeysIn(dataDirectory),
  applications: [UNIONPAY],
  parametersOf: () => ({ version: '00000001', keysDue_h: '024', batchMax: '500', responseTimeout_s: '20' }),
})
