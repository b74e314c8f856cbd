import { asciiBytes, fromHex, type ClearPin, type Pan } from '@fiftyfive/kernel'
import type { RsaPrivateKey } from '../rsa/rsa.ts'
import type { ChipKeys, Personalization } from './memory.ts'

/** 9F02 9F03 9F1A 95 5F2A 9A 9C 9F37: the transaction data of Book 2, table 26. */
const TRANSACTION_DATA = '9F02069F03069F1A0295055F2A029A039C019F3704'
const CDOL1 = fromHex(TRANSACTION_DATA)
/** The same, then response code and issuer authentication data. */
const CDOL2 = fromHex(`8A02${TRANSACTION_DATA}910A`)
/** Amounts X and Y of a cardholder verification list that uses neither. */
const NO_AMOUNTS = '0000000000000000'
/** Online PIN whenever the terminal can, then signature, then nothing: what UnionPay debit cards carry. */
const ONLINE_PIN_CARD = fromHex(`${NO_AMOUNTS}42031E031F00`)
/** The chip checks the PIN first where the terminal can let it. */
const OFFLINE_PIN_CARD = fromHex(`${NO_AMOUNTS}410342031E031F00`)
const ENCIPHERED_PIN_CARD = fromHex(`${NO_AMOUNTS}4403410342031E031F00`)

const INTERCHANGE_PROFILE = fromHex('7C00')
/** Country of the issuer and currency of the application. */
const CHINA = fromHex('0156')
const NO_NAME = asciiBytes('CARDHOLDER/VALUED')

/** UnionPay debit (public list of application identifiers). */
export const UNIONPAY_DEBIT = fromHex('A000000333010101')
export const UNIONPAY = fromHex('A000000333')

/** A chip as an issuer makes it for one card. */
export function personalize(card: {
  readonly pan: Pan
  /** YYMM. */
  readonly expiry: string
  readonly sequenceNumber: string
  readonly track2: string
  readonly pin?: ClearPin
  readonly keys?: ChipKeys
  readonly pinKey?: RsaPrivateKey
  readonly records?: Personalization['record']
  readonly directory?: Personalization['directory']
}): Personalization {
  const { pin, keys, pinKey, records, directory } = card
  return {
    aid: UNIONPAY_DEBIT,
    label: 'UnionPay Debit',
    interchangeProfile: INTERCHANGE_PROFILE,
    record: {
      '57': packed(card.track2),
      '5A': packed(card.pan.reveal()),
      '5F24': fromHex(`${card.expiry}${lastDayOf(card.expiry)}`),
      '5F34': fromHex(card.sequenceNumber),
      '5F28': CHINA,
      '9F42': CHINA,
      '5F20': NO_NAME,
      '8C': CDOL1,
      '8D': CDOL2,
      '8E': pin ? (pinKey ? ENCIPHERED_PIN_CARD : OFFLINE_PIN_CARD) : ONLINE_PIN_CARD,
      ...records,
    },
    ...(pin ? { pin } : {}),
    ...(pinKey ? { pinKey } : {}),
    ...(directory ? { directory } : {}),
    ...(keys ? { keys } : {}),
  }
}

/** Digits, filled to whole bytes with F (format cn). */
const packed = (digits: string): Uint8Array => fromHex(digits.length % 2 ? `${digits}F` : digits)

function lastDayOf(expiry: string): string {
  const year = 2000 + Number(expiry.slice(0, 2))
  return String(new Date(Date.UTC(year, Number(expiry.slice(2)), 0)).getUTCDate()).padStart(2, '0')
}
