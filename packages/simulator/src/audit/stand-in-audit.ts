import type { JournalEntry, Owed, Payment } from '@fiftyfive/acquiring'
import { STAND_IN_RULE } from '../parties/issuer-link.ts'
import type { Truth } from './auditor.ts'

/** Beyond the 30 of the list: nothing is approved in an issuer's place but what was agreed with it. */
const AGREED = 35

/** Approvals in the issuer's place, counted by what it is owed, and not by the count under test. */
export class StandInAudit {
  readonly #truth: Truth
  readonly #wasForwarded: (reference: string) => boolean

  constructor(truth: Truth, wasForwarded: (reference: string) => boolean) {
    this.#truth = truth
    this.#wasForwarded = wasForwarded
  }

  landing(entries: readonly JournalEntry[]): void {
    const { acquirer } = this.#truth
    for (const entry of entries) {
      if (entry.type !== 'payment-completed' || entry.status !== 'approved') continue
      const payment = acquirer.payment(entry.key)
      const owed = entries.find((each) => each.type === 'owed-queued' && each.owed.paymentKey === entry.key)
      if (payment?.kind === 'sale' && owed) this.#check(payment)
    }
  }

  #check({ key, amount, card, reference }: Payment): void {
    const { world, withPin } = this.#truth
    const { amountMax_minor, perCard } = STAND_IN_RULE
    world.check(!withPin.has(key), AGREED, () => `${key} was approved in the issuer's place, and has a PIN`)
    world.check(
      !this.#wasForwarded(reference),
      AGREED,
      () => `${key} was approved in the place of an issuer that was asked`,
    )
    const before = this.#unheard(card?.token)
    const total = before.reduce((sum, each) => sum + each.amount.minor, amount.minor)
    const isWithin = amount.minor <= amountMax_minor && before.length < perCard.count && total <= perCard.amount_minor
    world.check(
      isWithin,
      AGREED,
      () => `${key}: ${before.length + 1} approvals of ${total} that no issuer has heard of`,
    )
  }

  #unheard(token: string | undefined): readonly Payment[] {
    const { acquirer } = this.#truth
    const advices = acquirer.rows.openRows('owed').filter(({ body }) => (body as Owed).kind === 'advice')
    const payments = advices.map(({ body }) => acquirer.payment((body as Owed).paymentKey))
    return payments.filter((each) => each?.kind === 'sale' && each.card?.token === token) as Payment[]
  }
}
