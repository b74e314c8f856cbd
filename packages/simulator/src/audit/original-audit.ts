import type { JournalEntry, Payment } from '@fiftyfive/acquiring'
import type { Truth } from './auditor.ts'

/** Rules of the card schemes, counted anew here and not with the code that is under test. */
const COMPLETION_FACTOR_MAX = 1.15
/** Numbers after the 30 of the list: nothing is given back twice, and nothing taken beyond what was held. */
const GIVEN_BACK = 31
const HELD = 32

/** What refers to another payment, as the acquirer lets it stand. */
export class OriginalAudit {
  readonly #truth: Truth

  constructor(truth: Truth) {
    this.#truth = truth
  }

  landing(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      if (entry.type !== 'payment-completed' || entry.status !== 'approved') continue
      const received = entries.find((each) => each.type === 'payment-received' && each.payment.key === entry.key)
      const payment = received?.type === 'payment-received' ? received.payment : this.#truth.acquirer.payment(entry.key)
      const original = payment?.original === undefined ? undefined : this.#truth.acquirer.payment(payment.original)
      if (payment && original && !this.#truth.acquirer.wasReversed(payment.key)) this.#check(payment, original)
    }
  }

  #check(payment: Payment, original: Payment): void {
    const { world } = this.#truth
    const before = this.#standingOn(original)
    const undone = before.filter(({ kind }) => kind === 'void' || kind.endsWith('-cancellation'))
    const refunded = before.filter(({ kind }) => kind === 'refund').reduce((sum, { amount }) => sum + amount.minor, 0)
    const { minor } = payment.amount
    const about = () => `${payment.kind} ${payment.key} of ${original.key}`
    switch (payment.kind) {
      case 'refund':
        return world.check(
          undone.length === 0 && refunded + minor <= this.#amountOf(original),
          GIVEN_BACK,
          () => `${about()}: ${refunded + minor} of ${original.amount.minor} given back`,
        )
      case 'completion':
      case 'completion-advice': {
        const completed = before.filter((each) => each.kind.startsWith('completion') && !this.#isCancelled(each))
        const within = minor <= Math.round(original.amount.minor * COMPLETION_FACTOR_MAX)
        const holds = within && completed.length === 0 && undone.length === 0
        return world.check(holds, HELD, () => `${about()}: ${minor} of a hold of ${original.amount.minor}`)
      }
      case 'adjustment':
        return
      default: {
        const same = minor === original.amount.minor && undone.length === 0 && refunded === 0
        return world.check(same, GIVEN_BACK, () => `${about()}: it was undone or refunded before`)
      }
    }
  }

  #amountOf(original: Payment): number {
    return (
      this.#standingOn(original)
        .filter(({ kind }) => kind === 'adjustment')
        .toSorted((left, right) => Number(left.reference.slice(4)) - Number(right.reference.slice(4)))
        .at(-1) ?? original
    ).amount.minor
  }

  #standingOn(original: Payment): readonly Payment[] {
    const { acquirer } = this.#truth
    return acquirer
      .family(original.family ?? original.key)
      .filter((each) => each.original === original.key && each.status === 'approved')
  }

  #isCancelled(completion: Payment): boolean {
    return this.#standingOn(completion).some(({ kind }) => kind === 'completion-cancellation')
  }
}
