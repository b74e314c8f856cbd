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

/** A response code of two or three characters; spreadsheets drop leading zeros. */
export function parseCode(text: string): Result<string, string> {
  const code = /^\d$/.test(text) ? `0${text}` : text.toUpperCase()
  return /^[0-9A-Z]{2,3}$/.test(code) ? ok(code) : err(`a response code is expected, not ${quoted(text)}`)
}

/** What a person typed or a file held, short and without anything that a screen would obey or a card number would show. */
export const quoted = (text: string): string => JSON.stringify(text.slice(0, 24).replaceAll(/\d(?=\d{4})/g, '*'))
