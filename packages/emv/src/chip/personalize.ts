import { asciiBytes, concatBytes, fromHex, type ClearPin, type Pan } from '@fiftyfive/kernel'
import type { RsaPrivateKey } from '../rsa/rsa.ts'
import { tlv, type Elements } from '../tlv.ts'
import type { ChipKeys, OfflineLimits, Personalization } from './memory.ts'

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

/** Tag 82: cardholder verification, terminal risk management, issuer authentication by a command of its own. */
const PROFILE = fromHex('1C00')
/** Country of the issuer and currency of the application. */
const CHINA = fromHex('0156')
const NO_NAME = asciiBytes('CARDHOLDER/VALUED')

/** UnionPay debit (public list of application identifiers). */
export const UNIONPAY_DEBIT = fromHex('A000000333010101')
export const UNIONPAY = fromHex('A000000333')

export const DEBIT = { aid: UNIONPAY_DEBIT, label: 'UnionPay Debit' } as const

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
  readonly authenticationKey?: RsaPrivateKey
  /** The chip signs its cryptograms (CDA). */
  readonly combined?: boolean
  readonly offline?: OfflineLimits
  readonly device?: true
  readonly declinesWhenLocked?: true
  readonly records?: Elements
  readonly directory?: Personalization['directory']
  readonly application?: Pick<Personalization, 'aid' | 'label'>
}): Personalization {
  const {
    pin,
    keys,
    pinKey,
    authenticationKey,
    offline,
    device,
    declinesWhenLocked,
    combined = false,
    directory,
    application = DEBIT,
  } = card
  const elements: Elements = {
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
    ...card.records,
  }
  const isSigned = elements['90'] !== undefined
  return {
    ...application,
    interchangeProfile: profileOf(elements, combined),
    records: isSigned ? inRecords(elements) : [elements],
    signedRecords: isSigned ? 1 : 0,
    ...(pin ? { pin } : {}),
    ...(pinKey ? { pinKey } : {}),
    ...(authenticationKey ? { authenticationKey } : {}),
    ...(offline ? { offline } : {}),
    ...(device ? { device } : {}),
    ...(declinesWhenLocked ? { declinesWhenLocked } : {}),
    ...(directory ? { directory } : {}),
    ...(keys ? { keys } : {}),
  }
}

/** What the issuer signs: the first records, and tag 82 where 9F4A lists it (Book 3, 10.3). */
export const staticDataOf = ({ records, signedRecords, interchangeProfile }: Personalization): Uint8Array =>
  concatBytes(
    ...records.slice(0, signedRecords).map(elementsOf),
    records.some((record) => record['9F4A']) ? interchangeProfile : new Uint8Array(),
  )

export const elementsOf = (record: Elements): Uint8Array =>
  concatBytes(...Object.entries(record).map(([tag, value]) => tlv(tag, value)))

/** Besides: static authentication where there is a signature, dynamic and combined where the chip has a key for it. */
function profileOf(elements: Elements, combined: boolean): Uint8Array {
  if (!elements['90']) return PROFILE
  const [first = 0, second = 0] = PROFILE
  return Uint8Array.of(
    first | (elements['93'] ? 0x40 : 0) | (elements['9F46'] ? 0x20 | (combined ? 0x01 : 0) : 0),
    second,
  )
}

/** Book 3, table 33: what an issuer signs, so that a copy with another list or another expiry is found out. */
const SIGNED = ['5A', '5F24', '5F25', '5F28', '5F34', '8E', '9F07', '9F08', '9F0D', '9F0E', '9F0F', '9F42', '9F4A']
/** Certificates and signatures are too long to share a record of 254 bytes (Book 3, 5.3.2.3). */
const APART = ['90', '93', '9F46', '9F2D']

function inRecords(elements: Elements): readonly Elements[] {
  const only = (isWanted: (tag: string) => boolean): Elements =>
    Object.fromEntries(Object.entries(elements).filter(([tag]) => isWanted(tag)))
  return [
    only((tag) => SIGNED.includes(tag)),
    only((tag) => !SIGNED.includes(tag) && !APART.includes(tag)),
    ...APART.flatMap((apart) => (elements[apart] ? [only((tag) => tag === apart)] : [])),
  ]
}

/** Digits, filled to whole bytes with F (format cn). */
const packed = (digits: string): Uint8Array => fromHex(digits.length % 2 ? `${digits}F` : digits)

function lastDayOf(expiry: string): string {
  const year = 2000 + Number(expiry.slice(0, 2))
  return String(new Date(Date.UTC(year, Number(expiry.slice(2)), 0)).getUTCDate()).padStart(2, '0')
}
