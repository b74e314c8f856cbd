import type { UnionPayMessage } from '@fiftyfive/iso8583'
import type { Truth } from './auditor.ts'

/** Beyond the 30 of the list: who asks what became of a payment hears the truth. */
const ONE_TRUTH = 33

/** Answers to status queries. Which payment was asked about is known from the reference number alone. */
export class StatusAudit {
  readonly #truth: Truth

  constructor(truth: Truth) {
    this.#truth = truth
  }

  answering(message: UnionPayMessage): void {
    const { world, acquirer } = this.#truth
    const reference = message[37]
    if (reference === undefined) return
    const payment = acquirer.paymentOfReference(reference)
    const status = payment?.status ?? 'nothing'
    const code = message[39]
    const told = code === '00' ? 'approved' : code === '06' ? 'reversed' : code === '98' ? 'unknown' : 'declined'
    // A payment may have been declined with one of these codes, too.
    const isTrue = told === status || (status === 'declined' && payment?.answer?.code === code)
    world.check(isTrue, ONE_TRUTH, () => `${payment?.key ?? reference} is ${status} and was told as ${code ?? ''}`)
  }
}
