import { ADDITIONAL_AMOUNTS } from './dialects/layouts.ts'
import type { LayoutValue } from './message-type.ts'

/** DE 54 of ISO 8583:1987, 1993 and UnionPay: entries keyed 1, 2, 3. */
export type AdditionalAmounts = LayoutValue<typeof ADDITIONAL_AMOUNTS>

/** One entry of DE 54: an amount of an account, such as its balance. */
export interface AdditionalAmount {
  /** 00 unspecified, 10 savings, 20 cheque, 30 credit. */
  readonly accountType: string
  /** 01 ledger balance, 02 available balance, 40 cash given with a purchase. */
  readonly amountType: string
  /** ISO 4217 numeric code. */
  readonly currency: string
  /** In the currency's smallest unit; negative for a debit (D). */
  readonly minor: number
}

/** The entries of DE 54 as numbers. An entry whose sign or digits are none is left out. */
export const readAdditionalAmounts = (amounts: AdditionalAmounts): readonly AdditionalAmount[] =>
  Object.values(amounts).flatMap(({ accountType, amountType, currency, sign, amount }) =>
    /^[CD]$/.test(sign) && /^\d{12}$/.test(amount)
      ? [{ accountType, amountType, currency, minor: (sign === 'D' ? -1 : 1) * Number(amount) || 0 }]
      : [],
  )

/** DE 54 with these entries. */
export const writeAdditionalAmounts = (amounts: readonly AdditionalAmount[]): AdditionalAmounts =>
  Object.fromEntries(
    amounts.map(({ accountType, amountType, currency, minor }, index) => {
      const amount = String(Math.abs(minor)).padStart(12, '0')
      return [index + 1, { accountType, amountType, currency, sign: minor < 0 ? 'D' : 'C', amount }]
    }),
  )
