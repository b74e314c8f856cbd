import { err, ok, type Result } from '@fiftyfive/kernel'

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

const ENTRY = /^(\d{2})(\d{2})(\d{3})([CD])(\d{12})$/
const ENTRY_LENGTH = 20

/** The entries of DE 54 of ISO 8583:1987 and UnionPay: 20 characters each. */
export function parseAdditionalAmounts(text: string): Result<readonly AdditionalAmount[], string> {
  const amounts: AdditionalAmount[] = []
  for (let at = 0; at < text.length; at += ENTRY_LENGTH) {
    const match = ENTRY.exec(text.slice(at, at + ENTRY_LENGTH))
    if (!match) return err(`20 characters with account, kind, currency, C or D and 12 digits are expected at ${at}`)
    const [, accountType = '', amountType = '', currency = '', sign, digits] = match
    amounts.push({ accountType, amountType, currency, minor: sign === 'D' ? -Number(digits) : Number(digits) })
  }
  return ok(amounts)
}

/** DE 54 with these entries. */
export const formatAdditionalAmounts = (amounts: readonly AdditionalAmount[]): string =>
  amounts
    .map(({ accountType, amountType, currency, minor }) => {
      const digits = String(Math.abs(minor)).padStart(12, '0')
      return `${accountType}${amountType}${currency}${minor < 0 ? 'D' : 'C'}${digits}`
    })
    .join('')
