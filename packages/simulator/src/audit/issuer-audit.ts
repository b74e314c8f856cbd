import { iso87Ascii } from '@fiftyfive/iso8583'
import { type Authorization, type CardAccount, type IssuerEntry, PIN_TRIES_MAX } from '@fiftyfive/issuing'
import { ACQUIRER_ID, type Truth } from './auditor.ts'
import { checkZoneKeys } from './zone-key-audit.ts'

/** What the issuer writes and says: tries, holds and balances. */
export class IssuerAudit {
  readonly #truth: Truth
  /** Payments that cost a try already. */
  readonly #tries = new Set<string>()
  /** Balance plus all that was taken of each card, as issued. */
  readonly #wealth = new Map<string, number>()
  readonly #taken = new Map<string, number>()

  constructor(truth: Truth) {
    this.#truth = truth
  }

  landing(entries: readonly IssuerEntry[]): void {
    const authorizations = entries.flatMap((entry) => (entry.type === 'authorization' ? [entry.authorization] : []))
    for (const authorization of authorizations) this.#authorization(authorization)
    const first = authorizations[0]
    for (const entry of entries) {
      if (entry.type === 'card-changed') this.#card(entry.card, entry.reason, first)
      if (entry.type === 'zone-keys') checkZoneKeys(this.#truth, { theirs: entry.zone })
    }
  }

  #authorization(after: Authorization): void {
    const { world, issuer, printed } = this.#truth
    const before = issuer.authorizations.get(after.key)
    const isSame = before?.status === after.status && (after.dependents?.length ?? 0) > 0
    const allowed =
      isSame ||
      (before === undefined ? after.status !== 'reversed' : before.status === 'approved' && after.status === 'reversed')
    world.check(allowed, 3, () => `${after.key} went from ${before?.status ?? 'nothing'} to ${after.status}`)
    const change = takenBy(after) - (before ? takenBy(before) : 0)
    this.#taken.set(after.token, (this.#taken.get(after.token) ?? 0) + change)
    const payment = this.#paymentKey(after.key)
    const kept = after.status !== 'reversed' || payment === undefined || !printed.has(payment)
    world.check(kept, 6, () => `${payment ?? ''} was printed as approved, and its hold was reversed`)
  }

  #card(after: CardAccount, reason: string, authorization: Authorization | undefined): void {
    const { world, issuer } = this.#truth
    const before = issuer.cards.get(after.token)
    const taken = this.#taken.get(after.token) ?? 0
    if (!before) this.#wealth.set(after.token, after.available_minor)
    const wealth = this.#wealth.get(after.token) ?? 0
    world.check(
      after.available_minor + taken === wealth,
      10,
      () => `${after.token}: ${after.available_minor} and ${taken} taken are not ${wealth}`,
    )
    if (!before || before.triesLeft === after.triesLeft || reason === 'counter') return
    if (after.triesLeft < before.triesLeft) return this.#tryCounted(before, after, authorization)
    const byRightPin = after.triesLeft === PIN_TRIES_MAX && this.#entryOf(authorization)?.right !== false
    world.check(byRightPin, 17, () => `${after.token} got its tries back without a right PIN`)
  }

  #tryCounted(before: CardAccount, after: CardAccount, authorization: Authorization | undefined): void {
    const { world } = this.#truth
    const key = authorization && this.#paymentKey(authorization.key)
    const entry = this.#entryOf(authorization)
    world.check(before.triesLeft - after.triesLeft === 1, 17, () => `${after.token} lost more than one try at once`)
    world.check(
      entry !== undefined,
      16,
      () => `${after.token} lost a try for ${key ?? 'nothing'}, where nobody typed a PIN`,
    )
    world.check(
      entry?.right !== true,
      18,
      () => `${after.token} lost a try for ${key ?? ''}, and the PIN typed was right`,
    )
    if (key === undefined) return
    world.check(!this.#tries.has(key), 16, () => `one PIN entry, ${key}, cost two tries`)
    this.#tries.add(key)
  }

  /** An answer on its way to the acquirer. */
  answering(bytes: Uint8Array): void {
    const decoded = iso87Ascii.decode(bytes)
    if (!decoded.ok) return
    const { mti, 37: reference = '', 39: code } = decoded.value
    const stored = this.#truth.issuer.authorizations.get(`${ACQUIRER_ID}-${reference}`)
    if (mti === '0430' && code === '00') {
      const undone = stored !== undefined && stored.status !== 'approved'
      this.#truth.world.check(undone, 2, () => `the reversal of ${reference} was answered before it was durable`)
    }
    if (!['0210', '0110', '0230', '0630'].includes(mti) || code === '30') return
    this.#truth.world.check(
      stored?.code === code || stored?.status === 'tombstone',
      2,
      () => `${reference} was answered ${code ?? ''} before that was durable`,
    )
  }

  #paymentKey(authorizationKey: string): string | undefined {
    const { rows } = this.#truth.acquirer
    return rows.rowByAlias('payment', authorizationKey.slice(ACQUIRER_ID.length + 1))?.key
  }
  #entryOf(authorization: Authorization | undefined) {
    return this.#truth.entries.get((authorization && this.#paymentKey(authorization.key)) ?? '')
  }
}

/** What a payment and all that refers to it take off the card: counted anew here, not with the code under test. */
function takenBy({ key, kind, amount_minor, status, original, dependents = [] }: Authorization): number {
  if (status !== 'approved' || original !== undefined) return 0
  const standing = dependents.filter((each) => each.status === 'approved')
  const on = (whom: string, what: string) => standing.filter((each) => each.original === whom && each.kind === what)
  const refunds = (whom: string) => on(whom, 'refund').reduce((sum, each) => sum + each.amount_minor, 0)
  switch (kind) {
    case 'sale':
      return on(key, 'void').length > 0 ? 0 : amount_minor - refunds(key)
    case 'offline-sale':
      return (on(key, 'adjustment').at(-1)?.amount_minor ?? amount_minor) - refunds(key)
    case 'pre-authorization': {
      const completion = on(key, 'completion').find((each) => on(each.key, 'completion-cancellation').length === 0)
      if (completion) return completion.amount_minor - refunds(completion.key)
      return on(key, 'pre-authorization-cancellation').length > 0 ? 0 : amount_minor
    }
    default:
      return 0
  }
}
