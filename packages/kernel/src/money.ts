import { assert } from './assert.ts'
import { err, ok, type Result } from './result.ts'

/** ISO 4217 alphabetic code, its numeric code and its number of decimals. */
export const CURRENCIES = {
  CNY: { numeric: '156', decimals: 2 },
  HKD: { numeric: '344', decimals: 2 },
  JPY: { numeric: '392', decimals: 0 },
  USD: { numeric: '840', decimals: 2 },
  EUR: { numeric: '978', decimals: 2 },
} as const
export type Currency = keyof typeof CURRENCIES

const CURRENCY_OF_NUMERIC: ReadonlyMap<string, Currency> = new Map(
  (Object.keys(CURRENCIES) as Currency[]).map((code) => [CURRENCIES[code].numeric, code]),
)

/** An amount in the currency's smallest unit (fen, cent), never a fraction. */
export interface Money {
  readonly minor: number
  readonly currency: Currency
}

/** Highest amount that fits DE 4, n 12. */
export const AMOUNT_MINOR_MAX = 999_999_999_999

export function money(minor: number, currency: Currency): Money {
  assert(
    Number.isSafeInteger(minor) && Math.abs(minor) <= AMOUNT_MINOR_MAX,
    'money: whole minor units, at most 12 digits',
  )
  return { minor, currency }
}

/** DE 4 (n 12, minor units) and DE 49 (numeric code) as money. */
export function parseIsoAmount(digits: string, numericCurrency: string): Result<Money, string> {
  const currency = CURRENCY_OF_NUMERIC.get(numericCurrency)
  if (!currency) return err('a currency this system does not know')
  if (!/^\d{12}$/.test(digits)) return err('an amount of 12 digits is expected')
  return ok(money(Number(digits), currency))
}

export const isoAmount = (amount: Money): string => String(amount.minor).padStart(12, '0')
export const isoCurrency = (amount: Money): string => CURRENCIES[amount.currency].numeric

/** For people: currency and grouping as their language writes them, e.g. `¥128.00`. */
export function formatMoney(amount: Money, locale: string): string {
  const { decimals } = CURRENCIES[amount.currency]
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: amount.currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
  }).format(amount.minor / 10 ** decimals)
}
