import type { Totals } from '../batch.ts'
import type { Payment } from '../payment.ts'
import { ruleOf } from '../transaction.ts'

/** A payment as it counts in its batch: with its last adjusted amount. */
export interface Counted {
  readonly payment: Payment
  readonly side: 'debit' | 'credit'
  readonly amount_minor: number
}

/** The payments of a batch that move money for its merchant, each once; reversed ones and refusals count nothing. */
export function countedOf(payments: readonly Payment[]): readonly Counted[] {
  const standing = payments.filter(({ status }) => status === 'approved')
  return standing.flatMap((payment) => {
    const { side } = ruleOf(payment.kind)
    return side ? [{ payment, side, amount_minor: amountOf(payment, standing) }] : []
  })
}

function amountOf(payment: Payment, standing: readonly Payment[]): number {
  const adjustments = standing
    .filter(({ kind, original }) => kind === 'adjustment' && original === payment.key)
    .toSorted((left, right) => left.reference.slice(4).localeCompare(right.reference.slice(4)))
  return (adjustments.at(-1) ?? payment).amount.minor
}

export function totalsOf(counted: readonly Counted[]): Totals {
  const of = (side: Counted['side']) => counted.filter((each) => each.side === side)
  const sum = (each: readonly Counted[]) => each.reduce((total, { amount_minor }) => total + amount_minor, 0)
  const [debits, credits] = [of('debit'), of('credit')]
  return { debit_minor: sum(debits), debits: debits.length, credit_minor: sum(credits), credits: credits.length }
}

export const sameTotals = (left: Totals, right: Totals): boolean =>
  left.debit_minor === right.debit_minor &&
  left.debits === right.debits &&
  left.credit_minor === right.credit_minor &&
  left.credits === right.credits
