import type { UnionPayMessage } from '@fiftyfive/iso8583'

interface TransactionRule {
  readonly mti: string
  /** DE 3. */
  readonly code: string
  /** DE 25. */
  readonly condition: string
  /** DE 60.1. */
  readonly type: string
  /** `required` and `may` as docs/reference/unionpay-transactions.md has it; `none`: a PIN is not looked at. */
  readonly pin: 'required' | 'may' | 'none'
  readonly amount: boolean
  /** Kinds that its original may be of. */
  readonly originals: readonly string[]
  /** Decided from our records and answered at once; its issuer hears of it by store and forward. */
  readonly advice: boolean
  /** Which total of a settlement it counts in. */
  readonly side?: 'debit' | 'credit'
}

const rule = (
  mti: string,
  code: string,
  condition: string,
  type: string,
  rest: Partial<TransactionRule> = {},
): TransactionRule => ({
  mti,
  code,
  condition,
  type,
  pin: 'none',
  amount: true,
  originals: [],
  advice: mti === '0220',
  ...rest,
})

/** What tells the payments of a terminal apart on the wire (docs/reference/unionpay-transactions.md). */
export const TRANSACTIONS = {
  'balance-inquiry': rule('0200', '310000', '00', '01', { pin: 'required', amount: false }),
  sale: rule('0200', '000000', '00', '22', { pin: 'required', side: 'debit' }),
  void: rule('0200', '200000', '00', '23', { pin: 'may', originals: ['sale'], side: 'credit' }),
  refund: rule('0220', '200000', '00', '25', {
    originals: ['sale', 'completion', 'completion-advice', 'offline-sale'],
    side: 'credit',
  }),
  'pre-authorization': rule('0100', '030000', '06', '10', { pin: 'required' }),
  'pre-authorization-cancellation': rule('0100', '200000', '06', '11', {
    pin: 'may',
    originals: ['pre-authorization'],
  }),
  completion: rule('0200', '000000', '06', '20', { pin: 'may', originals: ['pre-authorization'], side: 'debit' }),
  'completion-cancellation': rule('0200', '200000', '06', '21', {
    pin: 'may',
    originals: ['completion', 'completion-advice'],
    side: 'credit',
  }),
  'completion-advice': rule('0220', '000000', '06', '24', { originals: ['pre-authorization'], side: 'debit' }),
  'offline-sale': rule('0220', '000000', '00', '30', { side: 'debit' }),
  adjustment: rule('0220', '000000', '00', '32', { originals: ['offline-sale'] }),
  'script-notification': rule('0620', '', '', '', { amount: false, advice: true }),
  'pin-change': rule('0100', '700000', '00', '70', { pin: 'required', amount: false }),
} as const satisfies Record<string, TransactionRule>

export type PaymentKind = keyof typeof TRANSACTIONS

export const ruleOf = (kind: PaymentKind): TransactionRule => TRANSACTIONS[kind]

const KINDS = new Map(
  (Object.entries(TRANSACTIONS) as [PaymentKind, TransactionRule][])
    .toReversed()
    .map(([kind, { mti, code, condition, type }]) => [`${mti}/${code}/${condition}/${type}`, kind]),
)

/**
 * Which transaction this is. All four must agree: a completion differs from a sale in DE 25 and 60.1 alone, and taken
 * for one it would charge anew.
 */
export function kindOf(message: UnionPayMessage): PaymentKind | undefined {
  const { mti, 3: code, 25: condition } = message
  return KINDS.get(`${mti}/${code}/${condition}/${message[60]?.type}`)
}
