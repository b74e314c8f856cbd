/** What a terminal can do for a cardholder. Names as in docs/reference/unionpay-transactions.md. */
export type TransactionKind =
  | 'sale'
  | 'qr-sale'
  | 'void'
  | 'refund'
  | 'pre-authorization'
  | 'pre-authorization-cancellation'
  | 'completion'
  | 'completion-advice'
  | 'completion-cancellation'
  | 'balance-inquiry'
  | 'offline-sale'
  | 'adjustment'
  | 'pin-change'

export interface TransactionRule {
  readonly mti: '0100' | '0200' | '0220'
  /** DE 3. */
  readonly processing: string
  /** DE 25. */
  readonly condition: string
  /** DE 60.1. */
  readonly type: string
  readonly amount: 'entered' | 'of-original' | 'none'
  /** `recorded`: the card is not there any more; its number comes sealed from this terminal's own record. */
  readonly card: 'presented' | 'recorded' | 'none'
  readonly pin: boolean
  /** The issuer itself must see the PIN, whatever the card could check. */
  readonly pinOnline?: true
  /** Recorded and delivered for certain, sooner or later; never reversed (store and forward). */
  readonly advice: boolean
  /** Which total of the settlement it counts in. */
  readonly side?: 'debit' | 'credit'
  /** Moves money back or makes money up: only a manager may do it where operators sign in. */
  readonly manager: boolean
}

const rule = (
  mti: TransactionRule['mti'],
  processing: string,
  condition: string,
  type: string,
  rest: Partial<TransactionRule>,
): TransactionRule => ({
  mti,
  processing,
  condition,
  type,
  amount: 'entered',
  card: 'presented',
  pin: false,
  advice: false,
  manager: false,
  ...rest,
})
const UNDO = { amount: 'of-original', manager: true } as const

export const TRANSACTIONS: Readonly<Record<TransactionKind, TransactionRule>> = {
  sale: rule('0200', '000000', '00', '22', { pin: true, side: 'debit' }),
  'qr-sale': rule('0200', '000000', '00', '22', { card: 'none', side: 'debit' }),
  void: rule('0200', '200000', '00', '23', { ...UNDO, side: 'credit' }),
  refund: rule('0220', '200000', '00', '25', { advice: true, side: 'credit', manager: true }),
  'pre-authorization': rule('0100', '030000', '06', '10', { pin: true }),
  'pre-authorization-cancellation': rule('0100', '200000', '06', '11', UNDO),
  completion: rule('0200', '000000', '06', '20', { side: 'debit' }),
  'completion-advice': rule('0220', '000000', '06', '24', { card: 'recorded', advice: true, side: 'debit' }),
  'completion-cancellation': rule('0200', '200000', '06', '21', { ...UNDO, side: 'credit' }),
  'balance-inquiry': rule('0200', '310000', '00', '01', { amount: 'none', pin: true, pinOnline: true }),
  'offline-sale': rule('0220', '000000', '00', '30', { advice: true, side: 'debit', manager: true }),
  adjustment: rule('0220', '000000', '00', '32', { card: 'recorded', advice: true, manager: true }),
  'pin-change': rule('0100', '700000', '00', '70', { amount: 'none', pin: true, pinOnline: true }),
}

export const isTransactionKind = (name: unknown): name is TransactionKind =>
  typeof name === 'string' && Object.hasOwn(TRANSACTIONS, name)
