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
  readonly authorization: string
  readonly reference: string
  readonly code: string
  readonly outcomes: Readonly<Record<Receipt['outcome'], string>>
  /** With `{amount}` in it. */
  readonly charged: string
  readonly notCharged: string
  readonly copy: string
}

/** Amounts and times as the reader's language writes them. */
export interface ReceiptForm {
  readonly language: keyof Receipt['merchantName']
  readonly money: (amount: Receipt['amount']) => string
  readonly dateTime: (at: number) => string
  /** Printed again after the payment: marked, so that nobody takes two papers for two payments. */
  readonly copy: boolean
}

export interface ReceiptLines {
  readonly merchant: string
  readonly copy?: string
  readonly outcome: string
  /** Name and value; lines without a value are left out. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** What was charged, or that nothing was. */
  readonly total: string
}

/** A receipt in words, the same for screen, print and receipt printer. */
export function receiptLines(receipt: Receipt, words: ReceiptWords, form: ReceiptForm): ReceiptLines {
  const amount = form.money(receipt.amount)
  const facts: readonly (readonly [string, string])[] = [
    [words.merchantId, receipt.merchantId],
    [words.terminalId, receipt.terminalId],
    [words.batch, receipt.batch],
    [words.trace, receipt.trace],
    [words.date, form.dateTime(receipt.at)],
    [words.card, receipt.maskedPan],
    [words.method, words.methods[receipt.method]],
    [words.authorization, receipt.authorizationCode ?? ''],
    [words.reference, receipt.referenceNumber ?? ''],
    [words.code, receipt.code],
    [words.amount, amount],
  ]
  return {
    merchant: receipt.merchantName[form.language],
    ...(form.copy ? { copy: words.copy } : {}),
    outcome: words.outcomes[receipt.outcome],
    facts: facts.filter(([, value]) => value !== ''),
    total: receipt.charged ? words.charged.replace('{amount}', amount) : words.notCharged,
  }
}
