import type { TransactionKind } from '../core/transaction.ts'
import type { Receipt } from './receipt.ts'

/** What a receipt says in one language. `@fiftyfive/messages` has it as `terminal.receipt`. */
export interface ReceiptWords {
  readonly merchantId: string
  readonly terminalId: string
  readonly batch: string
  readonly trace: string
  readonly date: string
  readonly card: string
  readonly method: string
  readonly methods: Readonly<Record<Receipt['method'], string>>
  readonly amount: string
  readonly balance: string
  readonly authorization: string
  readonly reference: string
  readonly verified: string
  readonly verifications: Readonly<Record<NonNullable<Receipt['verified']>, string>>
  readonly originalTrace: string
  readonly originalReference: string
  readonly operator: string
  readonly code: string
  /** Each kind of transaction as a heading. */
  readonly kinds: Readonly<Record<TransactionKind, string>>
  /** With `{kind}` in them. */
  readonly outcomes: Readonly<Record<Receipt['outcome'], string>>
  /** What an approval means for the money, with `{amount}` in it. */
  readonly effects: Readonly<Record<TransactionKind, string>>
  readonly notCharged: string
  /** What was to be undone or done stands as it was. */
  readonly nothingDone: string
  readonly copy: string
  /** For whom the paper is. */
  readonly holders: Readonly<Record<ReceiptHolder, string>>
  readonly training: string
}

/** The shop keeps one paper, on which the customer signs where that is wanted, and the customer takes the other. */
export type ReceiptHolder = 'merchant' | 'customer'

/** Who gets a paper. What did not happen leaves the shop nothing to keep. */
export const holdersOf = ({ outcome }: Pick<Receipt, 'outcome'>): readonly ReceiptHolder[] =>
  outcome === 'approved' || outcome === 'stored' ? ['merchant', 'customer'] : ['customer']

/** Amounts and times as the reader's language writes them. */
export interface ReceiptForm {
  readonly language: keyof Receipt['merchantName']
  readonly money: (amount: Receipt['amount']) => string
  readonly dateTime: (at: number) => string
  /** Printed again after the payment: marked, so that nobody takes two papers for two payments. */
  readonly copy: boolean
  readonly holder: ReceiptHolder
}

export interface ReceiptLines {
  readonly merchant: string
  /** Whose copy it is; that it was printed again; that it is practice and no receipt. */
  readonly marks: string
  readonly outcome: string
  /** Name and value; lines without a value are left out. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** What was charged, given back or held, or that nothing was. */
  readonly total: string
}

/** A receipt in words, the same for screen, print and receipt printer. */
export function receiptLines(receipt: Receipt, words: ReceiptWords, form: ReceiptForm): ReceiptLines {
  const marks = [words.holders[form.holder], form.copy ? words.copy : '', receipt.training ? words.training : '']
  return {
    merchant: receipt.merchantName[form.language],
    marks: marks.filter((mark) => mark !== '').join(' · '),
    outcome: words.outcomes[receipt.outcome].replace('{kind}', words.kinds[receipt.kind]),
    facts: factsOf(receipt, words, form).filter(([, value]) => value !== ''),
    total: totalOf(receipt, words, form),
  }
}

function factsOf(receipt: Receipt, words: ReceiptWords, form: ReceiptForm): (readonly [string, string])[] {
  const { chip } = receipt
  return [
    [words.merchantId, receipt.merchantId],
    [words.terminalId, receipt.terminalId],
    [words.operator, receipt.operator ?? ''],
    [words.batch, receipt.batch],
    [words.trace, receipt.trace],
    [words.date, form.dateTime(receipt.at)],
    [words.card, receipt.maskedPan],
    [words.method, words.methods[receipt.method]],
    [words.verified, receipt.verified ? words.verifications[receipt.verified] : ''],
    [words.originalTrace, receipt.originalTrace ?? ''],
    [words.originalReference, receipt.originalReference ?? ''],
    [words.authorization, receipt.authorizationCode ?? ''],
    [words.reference, receipt.referenceNumber ?? ''],
    [words.code, receipt.code],
    // EMV Book 4, 11.4: names of the card's application as the chip gives them, the same in every language.
    ['AID', chip?.aid ?? ''],
    ['APP', chip?.label ?? ''],
    ['ATC', chip?.counter ?? ''],
    ['TVR', chip?.tvr ?? ''],
    ['TSI', chip?.tsi ?? ''],
    [chip?.certificate ? 'TC' : 'ARQC', chip?.cryptogram ?? ''],
    [words.amount, receipt.amount.minor > 0 ? form.money(receipt.amount) : ''],
    [words.balance, receipt.balance ? form.money(receipt.balance) : ''],
  ]
}

function totalOf({ kind, outcome, amount, training }: Receipt, words: ReceiptWords, form: ReceiptForm): string {
  if (training) return words.notCharged
  const done = outcome === 'approved' || outcome === 'stored'
  if (done) return words.effects[kind].replace('{amount}', form.money(amount))
  return ABOUT_ANOTHER.includes(kind) ? words.nothingDone : words.notCharged
}

const ABOUT_ANOTHER: readonly TransactionKind[] = [
  'void',
  'refund',
  'pre-authorization-cancellation',
  'completion-cancellation',
  'adjustment',
  'pin-change',
]
