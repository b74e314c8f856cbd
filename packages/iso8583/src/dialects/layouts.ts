import type { BerTlvLayout, PositionalLayout, RepeatedLayout } from '../specification.ts'
import { SENSITIVE_TAGS } from './emv-tags.ts'

/** Parts that several elements and dialects have. */
export const part = <const Length extends number>(length: Length, en: string, zhCN: string) =>
  ({ length, name: { en, 'zh-CN': zhCN } }) as const

export const CHIP_DATA = { kind: 'ber-tlv', sensitiveTags: SENSITIVE_TAGS } as const satisfies BerTlvLayout

/** DE 3: what is done, and from which kind of account to which. */
export const PROCESSING = {
  kind: 'positional',
  parts: {
    transaction: part(2, 'Transaction type', '交易类型'),
    from: part(2, 'Account debited', '转出账户类型'),
    to: part(2, 'Account credited', '转入账户类型'),
  },
} as const satisfies PositionalLayout

/** DE 54 of 1987, 1993 and UnionPay: up to six amounts of accounts, such as balances. */
export const ADDITIONAL_AMOUNTS = {
  kind: 'repeated',
  countDigits: 0,
  parts: {
    /** 00 unspecified, 10 savings, 20 cheque, 30 credit. */
    accountType: part(2, 'Account type', '账户类型'),
    /** 01 ledger balance, 02 available balance, 40 cash given with a purchase. */
    amountType: part(2, 'Amount type', '金额类型'),
    /** ISO 4217, numeric. */
    currency: part(3, 'Currency', '货币代码'),
    /** C: in favour of the cardholder, D: owed. */
    sign: part(1, 'Sign', '借贷标志'),
    /** In the currency's smallest unit. */
    amount: part(12, 'Amount', '金额'),
  },
} as const satisfies RepeatedLayout

/** DE 46 and 66 of 1993: up to six fees. */
export const FEES = {
  kind: 'repeated',
  countDigits: 0,
  parts: {
    type: part(2, 'Fee type', '费用类型'),
    currency: part(3, 'Currency', '货币代码'),
    amount: part(9, 'Fee, C or D first', '费用金额'),
    rate: part(8, 'Conversion rate', '兑换汇率'),
    reconciliationAmount: part(9, 'Fee for reconciliation', '对账费用金额'),
    reconciliationCurrency: part(3, 'Currency of reconciliation', '对账货币'),
  },
} as const satisfies RepeatedLayout
