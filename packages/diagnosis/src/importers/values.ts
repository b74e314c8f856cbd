import { translateCode } from '@fiftyfive/iso8583'
import { err, ok, type Result } from '@fiftyfive/kernel'

const YES = new Set(['1', 'y', 'yes', 'true', 't', '是', '有'])
const NO = new Set(['0', 'n', 'no', 'false', 'f', '否', '无'])

export function parseFlag(text: string): Result<boolean, string> {
  const word = text.toLowerCase()
  if (YES.has(word)) return ok(true)
  return NO.has(word) ? ok(false) : err(`yes or no is expected, not ${quoted(text)}`)
}

/** How a card was read, from DE 22 (ISO 8583:1987 and UnionPay) or from words. */
export interface Entry {
  readonly entryMode: 'manual' | 'stripe' | 'chip' | 'contactless'
  readonly fallback?: true
  /** Third digit of DE 22: 1 with a PIN, 2 without. */
  readonly pinPresent?: boolean
}

const ENTRY_DIGITS: Readonly<Record<string, Entry>> = {
  '01': { entryMode: 'manual' },
  '02': { entryMode: 'stripe' },
  '90': { entryMode: 'stripe' },
  '80': { entryMode: 'stripe', fallback: true },
  '05': { entryMode: 'chip' },
  '95': { entryMode: 'chip' },
  '07': { entryMode: 'contactless' },
  '91': { entryMode: 'contactless' },
  '98': { entryMode: 'contactless' },
}
const ENTRY_WORDS: readonly (readonly [RegExp, Entry['entryMode']])[] = [
  [/contactless|\btap|nfc|wave|闪付|非接/i, 'contactless'],
  [/chip|\bicc?\b|insert|emv|芯片|插卡/i, 'chip'],
  [/stripe|swipe|magn?|\bmsr?\b|磁条|刷卡/i, 'stripe'],
  [/manual|key|手工|手输/i, 'manual'],
]

export function parseEntry(text: string): Result<Entry, string> {
  const digits = /^(\d{2})(\d)?0?$/.exec(text)
  const known = digits && ENTRY_DIGITS[digits[1] as string]
  if (known)
    return ok({
      ...known,
      ...(digits[2] === '1' && { pinPresent: true }),
      ...(digits[2] === '2' && { pinPresent: false }),
    })
  const word = ENTRY_WORDS.find(([pattern]) => pattern.test(text))
  return word ? ok({ entryMode: word[1] }) : err(`a way of reading the card is expected, not ${quoted(text)}`)
}

/**
 * Digits of a card number in a log, masked ones as they are; undefined for what is none. Spreadsheets put marks around it
 * (`'6225…`, `="6225…"`) and people part it with them: without a letter so many digits are a number, whatever else is there.
 */
export function readCardNumber(text: string): { readonly digits: string; readonly isMasked: boolean } | undefined {
  const digits = text.replaceAll(/[ -]/g, '')
  const bare = text.replaceAll(/[^\d\p{Letter}*#•]/gu, '')
  if (/^\d{13,19}$/.test(bare)) return { digits: bare, isMasked: false }
  return /^\d{6}[\dXx*#•.]{3,}\d{0,4}$/.test(digits) ? { digits, isMasked: true } : undefined
}

/** A column without a name is taken for card numbers only when they are masked, or right to the check digit (ISO/IEC 7812-1). */
export function isCardNumber(text: string): boolean {
  const number = readCardNumber(text)
  if (!number) return false
  return number.isMasked ? /[Xx*#•]/.test(number.digits) : hasCheckDigit(number.digits)
}

/** The check digit of a card number, by the formula of Luhn (ISO/IEC 7812-1, annex B). */
function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let place = 1; place <= digits.length; place++) {
    const digit = Number(digits[digits.length - place])
    const weighed = place % 2 === 0 ? 2 * digit : digit
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}

/** Minor units of an amount. `major`: the log writes 12.80, or 12,80, for what is 1280. */
export function parseAmount(text: string, unit: 'minor' | 'major'): Result<number, string> {
  // A comma before the last one or two digits is a decimal point; others, and blanks, part thousands.
  const european = /,\d{1,2}$/.test(text) && text.indexOf(',') === text.lastIndexOf(',')
  const plain = european ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '')
  const match = /^[^\d-]{0,4}(\d{1,12})(?:\.(\d{1,2})0*)?[^\d]{0,4}$/.exec(
    plain.replaceAll(/(?<=\d)[ \u00A0'](?=\d)/g, ''),
  )
  if (!match) return err(`an amount is expected, not ${quoted(text)}`)
  const [, whole, fraction] = match
  if (unit === 'minor')
    return fraction === undefined ? ok(Number(whole)) : err(`minor units are whole, unlike ${quoted(text)}`)
  return ok(Number(whole) * 100 + Number((fraction ?? '').padEnd(2, '0')))
}

/** Of words around a code: `55 - Incorrect PIN`, `[55]`, `RC=55`, `(117) wrong PIN`. */
const CODE_FIRST = /^\W*(?:(?:RC|CODE|DE ?39)\W+)?([0-9]{2,4}|[A-Z][0-9])(?:\W|$)/
/** `Declined (51)`, `refused: 55`. */
const CODE_LAST = /(?:^|\W)([0-9]{2,4}|[A-Z][0-9])\W*$/
const APPROVED = /^(APPROVED?|APPROVAL|SUCCESS(FUL)?|ACCEPTED|OK|交易成功|成功|批准|承兑)$/

/**
 * A response code as UnionPay and ISO 8583:1987 have it, two characters. Three digits are an action code of 1993, four one of 2003,
 * and become the code for the same outcome. Spreadsheets drop leading zeros; people add words.
 */
export function parseCode(text: string): Result<string, string> {
  const upper = text.trim().toUpperCase()
  if (/^\d$/.test(upper)) return ok(`0${upper}`)
  if (APPROVED.test(upper)) return ok('00')
  const code = /^[0-9A-Z]{2,3}$/.test(upper) ? upper : ((CODE_FIRST.exec(upper) ?? CODE_LAST.exec(upper))?.[1] ?? '')
  if (/^\d{3,4}$/.test(code)) return ok(ofActionCode(code))
  return /^[0-9A-Z]{2,3}$/.test(code) ? ok(code) : err(`a response code is expected, not ${quoted(text)}`)
}

/** The code for the outcome of an action code of ISO 8583:1993 (three digits) or 2003 (four); itself when there is none. */
export const ofActionCode = (code: string): string =>
  (/^\d{3}$/.test(code) && translateCode('iso93', code, 'unionpay')) ||
  (/^\d{4}$/.test(code) && translateCode('iso2003', code, 'unionpay')) ||
  code.replace(/^0+(?=\d{2}$)/, '')

/** What a person typed or a file held, short and without anything that a screen would obey or a card number would show. */
export const quoted = (text: string): string => JSON.stringify(text.slice(0, 24).replaceAll(/\d(?=\d{4})/g, '*'))
